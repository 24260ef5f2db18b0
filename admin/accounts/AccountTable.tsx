import { DataTable } from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";
import { StateHead } from "../states/StateHelp.js";
import { ExpiryBar } from "../ui/ExpiryBar.js";
import { RecordTable } from "../ui/RecordTable.js";
import { StatusChip } from "../ui/StatusChip.js";
import { AccountCard } from "./AccountCard.js";
import { AccountName } from "./AccountName.js";
import { LastRefresh } from "./LastRefresh.js";
import { LastSync } from "./LastSync.js";
import { SelectPage, SelectRow } from "./Select.js";

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
        <SelectRow />
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
