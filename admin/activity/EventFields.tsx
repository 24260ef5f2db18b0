import FailedIcon from "@mui/icons-material/ErrorOutline";
import DoneIcon from "@mui/icons-material/TaskAlt";
import { Link, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { useGetRecordRepresentation, useRecordContext, useReference } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import type { EventLineFragment } from "../gql/graphql.js";
import { Phrase } from "../i18n/Phrase.js";
import { type MessageKey, useTranslate } from "../i18n/use-translate.js";
import { AccountLink } from "../ui/AccountLink.js";

export function OutcomeIcon() {
  const translate = useTranslate();
  const event = useRecordContext<EventLineFragment>();
  if (!event) return null;
  const isFailed = event.outcome === "FAILED";
  const Icon = isFailed ? FailedIcon : DoneIcon;
  return (
    <Icon
      fontSize="small"
      color={isFailed ? "error" : "disabled"}
      titleAccess={translate(`darkroom.activity.outcome.${event.outcome}`)}
      sx={{ display: "block" }}
    />
  );
}

/** An operator's e-mail or a key's name; what the server calls by a fixed label is translated. */
export function ActorName({ actor: { kind, id, label } }: Pick<EventLineFragment, "actor">) {
  const translate = useTranslate();
  if (id === "cli") return translate("darkroom.activity.actor.command_line");
  if (kind === "OPERATOR" || kind === "CLIENT") return label;
  return translate(`darkroom.activity.actor.${kind}`);
}

/** An entry of the audit log as a sentence: who did what to whom, and why it failed. */
export function EventSentence() {
  const translate = useTranslate();
  const event = useRecordContext<EventLineFragment>();
  if (!event) return null;
  const { actor, cause } = event;
  const name = (
    <strong>
      <ActorName actor={actor} />
    </strong>
  );
  return (
    <Typography component="div" variant="body2" sx={{ overflowWrap: "anywhere" }}>
      <Phrase
        text={sentenceOf(event)}
        parts={{ actor: name, account: <EventAccount event={event} />, subject: <Subject event={event} /> }}
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

/** What else an entry is about, leading to it or to where it is listed: a feed, key or operator by its name, a job, a link. */
function Subject({ event: { action, subject } }: { event: EventLineFragment }) {
  const translate = useTranslate();
  if (action.startsWith("JOB_")) return <SubjectLink to="/jobs">{translate("darkroom.activity.see_jobs")}</SubjectLink>;
  if (action.startsWith("LINK_"))
    return <SubjectLink to="/connect">{translate("darkroom.activity.see_links")}</SubjectLink>;
  if (!subject) return null;
  if (action.startsWith("FEED_")) {
    const to = action === "FEED_REMOVED" ? "/feeds" : `/feeds/${subject}/show`;
    return <NamedSubject resource="feeds" id={subject} to={to} />;
  }
  const resource = action.startsWith("KEY_") ? "apiKeys" : "operators";
  return <NamedSubject resource={resource} id={subject} to={`/${resource}`} />;
}

/** By its id, once it is deleted. */
function NamedSubject({ resource, id, to }: { resource: "apiKeys" | "feeds" | "operators"; id: string; to: string }) {
  const { referenceRecord } = useReference({ reference: resource, id });
  const nameOf = useGetRecordRepresentation(resource);
  return <SubjectLink to={to}>{referenceRecord ? nameOf(referenceRecord) : id}</SubjectLink>;
}

function SubjectLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link component={RouterLink} to={to} underline="always">
      {children}
    </Link>
  );
}
