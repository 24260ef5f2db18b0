import { DataTable } from "react-admin";
import type { ErasureRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { RecordTable } from "../ui/RecordTable.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { ErasureCounts, ErasureState, StatusPageLink } from "./ReceiptFields.js";

const Column = DataTable.Col<ErasureRowFragment>;
export const RECEIPT_COLUMNS = ["requestedAt", "reason", "state", "counts", "finishedAt", "statusUrl"];
export const HIDDEN_AT_FIRST = ["finishedAt"];

/** The receipts. None names anybody. */
export function ReceiptTable() {
  const translate = useTranslate();
  return (
    <RecordTable label={translate("darkroom.erasures.receipts")} hiddenColumns={HIDDEN_AT_FIRST}>
      <Column source="requestedAt" disableSort render={({ requestedAt }) => <RelativeTime at={requestedAt} />} />
      <Column source="reason" disableSort render={({ reason }) => translate(`darkroom.erasures.reason.${reason}`)} />
      <Column source="state" disableSort>
        <ErasureState />
      </Column>
      <Column source="counts" disableSort>
        <ErasureCounts />
      </Column>
      <Column source="finishedAt" disableSort render={({ finishedAt }) => <RelativeTime at={finishedAt} none="–" />} />
      <Column source="statusUrl" disableSort align="right">
        <StatusPageLink />
      </Column>
    </RecordTable>
  );
}
