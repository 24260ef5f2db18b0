import { Typography } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { EventLineFragment } from "../gql/graphql.js";
import { Phrase } from "../i18n/Phrase.js";
import { type MessageKey, useTranslate } from "../i18n/use-translate.js";
import { AccountLink } from "../ui/AccountLink.js";
import { ActorName } from "./ActorName.js";
import { EventSubject } from "./EventSubject.js";

/** An entry of the audit log as a sentence: who did what to whom, and why it failed. */
export function EventSentence() {
  const translate = useTranslate();
  const event = useRecordContext<EventLineFragment>();
  if (!event) return null;
  const { actor, cause } = event;
  return (
    <Typography component="div" variant="body2" sx={{ overflowWrap: "anywhere" }}>
      <Phrase
        text={sentenceOf(event)}
        parts={{
          actor: (
            <strong>
              <ActorName actor={actor} />
            </strong>
          ),
          account: <EventAccount event={event} />,
          subject: <EventSubject event={event} />,
        }}
      />
      {cause && `: ${translate(`darkroom.ui.cause.${cause}`)}.`}
    </Typography>
  );
}

function sentenceOf({ action, accountId }: EventLineFragment): MessageKey {
  const isOfLink = action === "LINK_CREATED" || action === "LINK_REVOKED";
  return isOfLink && accountId !== null
    ? `darkroom.activity.link_sentence.${action}`
    : `darkroom.activity.sentence.${action}`;
}

function EventAccount({ event: { account, accountId } }: { event: EventLineFragment }) {
  const translate = useTranslate();
  if (account) return <AccountLink account={account} />;
  return translate(accountId === null ? "darkroom.activity.unknown_account" : "darkroom.activity.deleted_account");
}
