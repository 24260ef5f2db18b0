import { Box, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { useRecordContext } from "react-admin";
import type { EventLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { StateHead } from "../states/StateHelp.js";
import { AccountLink } from "../ui/AccountLink.js";
import { RecordColumn, RecordTable } from "../ui/RecordTable.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { ActorName, EventSentence, OutcomeIcon } from "./EventFields.js";
import { FailureDetail, instagramCode } from "./FailureDetail.js";

const Column = RecordColumn<EventLineFragment>;
export const HIDDEN_AT_FIRST = ["action", "actor", "accountId", "cause", "instagramCode", "traceId"];
export const EVENT_COLUMNS = ["outcome", "sentence", ...HIDDEN_AT_FIRST, "at"];

/** The audit log. The parts of the sentence can be chosen as columns of their own. */
export function EventTable({ empty }: { empty: ReactNode }) {
  const translate = useTranslate();
  return (
    <RecordTable
      label={translate("darkroom.activity.title")}
      card={<EventCard />}
      empty={empty}
      hiddenColumns={HIDDEN_AT_FIRST}
      skeletonHeight={900}
      sx={TABLE}
    >
      <Column source="outcome">
        <OutcomeIcon />
      </Column>
      <Column source="sentence" cellSx={() => SENTENCE}>
        <EventSentence />
        <FailureDetail />
      </Column>
      <Column source="action" render={({ action }) => translate(`darkroom.activity.action.${action}`)} />
      <Column source="actor" render={({ actor }) => <ActorName actor={actor} />} />
      <Column
        source="accountId"
        render={({ account, accountId }) =>
          account ? <AccountLink account={account} /> : accountId && translate("darkroom.activity.deleted_account")
        }
      />
      <Column
        source="cause"
        label={<StateHead source="cause" group="cause" />}
        render={({ cause }) => cause && translate(`darkroom.ui.cause.${cause}`)}
      />
      <Column source="instagramCode" render={instagramCode} />
      <Column source="traceId" />
      <Column source="at" render={({ at }) => <RelativeTime at={at} />} />
    </RecordTable>
  );
}

const TABLE = { "& td": { verticalAlign: "top" } };
const SENTENCE = { minWidth: 320, overflowWrap: "anywhere" };

/** An entry on a phone. */
function EventCard() {
  const event = useRecordContext<EventLineFragment>();
  return (
    <Box sx={{ display: "flex", gap: 1.5 }}>
      <OutcomeIcon />
      <div>
        <EventSentence />
        <FailureDetail />
        <Typography component="div" variant="body2" color="text.secondary">
          <RelativeTime at={event?.at} />
        </Typography>
      </div>
    </Box>
  );
}
