import type { ReactNode } from "react";
import { DataTable } from "react-admin";
import type { EventLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { StateHead } from "../states/StateHelp.js";
import { AccountLink } from "../ui/AccountLink.js";
import { RecordTable } from "../ui/RecordTable.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { ActorName } from "./ActorName.js";
import { EventCard } from "./EventCard.js";
import { EventSentence } from "./EventSentence.js";
import { FailureDetail, instagramCode } from "./FailureDetail.js";
import { OutcomeIcon } from "./OutcomeIcon.js";

const Column = DataTable.Col<EventLineFragment>;
export const EVENT_COLUMNS = [
  "outcome",
  "sentence",
  "action",
  "actor",
  "accountId",
  "cause",
  "instagramCode",
  "traceId",
  "at",
];
export const HIDDEN_AT_FIRST = ["action", "actor", "accountId", "cause", "instagramCode", "traceId"];

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
      <Column source="outcome" disableSort>
        <OutcomeIcon />
      </Column>
      <Column source="sentence" disableSort cellSx={() => SENTENCE}>
        <EventSentence />
        <FailureDetail />
      </Column>
      <Column source="action" disableSort render={({ action }) => translate(`darkroom.activity.action.${action}`)} />
      <Column source="actor" disableSort render={({ actor }) => <ActorName actor={actor} />} />
      <Column
        source="accountId"
        disableSort
        render={({ account, accountId }) =>
          account ? <AccountLink account={account} /> : accountId && translate("darkroom.activity.deleted_account")
        }
      />
      <Column
        source="cause"
        disableSort
        label={<StateHead source="cause" group="cause" />}
        render={({ cause }) => cause && translate(`darkroom.ui.cause.${cause}`)}
      />
      <Column source="instagramCode" disableSort render={instagramCode} />
      <Column source="traceId" disableSort />
      <Column source="at" disableSort render={({ at }) => <RelativeTime at={at} />} />
    </RecordTable>
  );
}

const TABLE = { "& td": { verticalAlign: "top" } };
const SENTENCE = { minWidth: 320, overflowWrap: "anywhere" };
