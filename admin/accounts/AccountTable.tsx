import { Box, Skeleton } from "@mui/material";
import { DataTable, useListContext } from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";
import { ExpiryBar } from "../ui/ExpiryBar.js";
import { StatusChip } from "../ui/StatusChip.js";
import { AccountName } from "./AccountName.js";
import { LastRefresh } from "./LastRefresh.js";
import { LastSync } from "./LastSync.js";
import { SelectColumn } from "./SelectColumn.js";

/** The list on a wide screen. A column that can be sorted has the name of the order as its source. */
export function AccountTable() {
  const { isPending, selectedIds } = useListContext();
  if (isPending) return <Skeletons />;
  const rowSx = ({ id }: AccountRowFragment) => (selectedIds.includes(id) ? SELECTED : {});
  return (
    // Scrolls by itself where the screen is narrower than its columns; the keyboard must reach that.
    <Box sx={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label="List of accounts">
      <DataTable<AccountRowFragment> bulkActionButtons={false} rowClick={false} rowSx={rowSx} sx={TABLE}>
        <SelectColumn />
        <Col source="username" sx={{ maxWidth: 260 }}>
          <AccountName />
        </Col>
        <Col source="status" disableSort render={(account) => <StatusChip account={account} />} />
        <Col source="expires" render={({ token }) => <ExpiryBar token={token} />} />
        <Col source="refreshed" disableSort>
          <LastRefresh />
        </Col>
        <Col source="synced">
          <LastSync />
        </Col>
        <DataTable.NumberCol source="postCount" disableSort />
      </DataTable>
    </Box>
  );
}

const Col = DataTable.Col<AccountRowFragment>;

const SELECTED = { bgcolor: "action.selected" };
const TABLE = {
  "& .RaDataTable-table": { minWidth: 900 },
  "& th": { whiteSpace: "nowrap" },
  "& td.column-postCount": { fontVariantNumeric: "tabular-nums" },
};

const SKELETON_ROWS = Array.from({ length: 10 }, (_, row) => row);

function Skeletons() {
  return (
    <Box sx={{ display: "grid", gap: 2, p: 2 }}>
      {SKELETON_ROWS.map((row) => (
        <Skeleton key={row} variant="rounded" height={52} />
      ))}
    </Box>
  );
}
