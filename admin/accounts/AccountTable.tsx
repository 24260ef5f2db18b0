import { Box } from "@mui/material";
import { DataTable, useRecordContext } from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";
import { StateHead } from "../states/StateHelp.js";
import { ExpiryBar } from "../ui/ExpiryBar.js";
import { CardFact, RecordTable } from "../ui/RecordTable.js";
import { SelectPage, SelectRow } from "../ui/Select.js";
import { StatusChip } from "../ui/StatusChip.js";
import { AccountName } from "./AccountName.js";
import { LastRefresh, LastSync } from "./LastSync.js";

const Column = DataTable.Col<AccountRowFragment>;
/** The table has more columns than a tablet has room for. */
export const TABLE_FROM = "lg";
/** Those that can be hidden. */
export const ACCOUNT_COLUMNS = ["status", "expires", "refreshed", "synced", "postCount"];

/** A column that can be sorted has the name of the order as its source. */
export function AccountTable({ label }: { label: string }) {
  return (
    <RecordTable label={label} card={<AccountCard />} tableFrom={TABLE_FROM} sx={TABLE}>
      <Column label={<SelectPage />} padding="checkbox">
        <SelectAccount />
      </Column>
      <Column source="username" sx={{ maxWidth: 220 }}>
        <AccountName />
      </Column>
      <Column
        source="status"
        disableSort
        label={<StateHead source="status" group="account" />}
        render={(account) => <StatusChip account={account} />}
      />
      <Column source="expires" render={({ token }) => <ExpiryBar token={token} />} />
      <Column source="refreshed" disableSort>
        <LastRefresh />
      </Column>
      <Column source="synced">
        <LastSync />
      </Column>
      <DataTable.NumberCol source="postCount" disableSort />
    </RecordTable>
  );
}

const TABLE = {
  "& .RaDataTable-tableWrapper": { overflowX: "auto" },
  "& tbody tr:has(:checked)": { bgcolor: "action.selected" },
  "& td.column-postCount": { fontVariantNumeric: "tabular-nums" },
};

function SelectAccount() {
  const translate = useTranslate();
  const account = useRecordContext<AccountRowFragment>();
  return account && <SelectRow label={translate("darkroom.accounts.select", { username: account.username })} />;
}

/** An account of the list on a phone. */
function AccountCard() {
  const format = useFormat();
  const account = useRecordContext<AccountRowFragment>();
  if (!account) return null;
  return (
    <>
      <Box sx={HEAD}>
        <SelectAccount />
        <AccountName />
        <StatusChip account={account} />
      </Box>
      <CardFact source="expires">
        <ExpiryBar token={account.token} />
      </CardFact>
      <CardFact source="refreshed">
        <LastRefresh />
      </CardFact>
      <CardFact source="synced">
        <LastSync />
      </CardFact>
      <CardFact source="postCount">{format.number(account.postCount)}</CardFact>
    </>
  );
}

const HEAD = {
  alignItems: "center",
  display: "grid",
  gap: 0.5,
  gridTemplateColumns: "auto minmax(0, 1fr) auto",
  mb: 1,
};
