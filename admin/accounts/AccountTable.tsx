import {
  Box,
  Checkbox,
  Skeleton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TableSortLabel,
} from "@mui/material";
import { useListContext } from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";
import { AccountTableRow } from "./AccountTableRow.js";
import { useChoice } from "./use-choice.js";

interface Column {
  words: string;
  /** What the database orders by, where it can. */
  sort?: string;
}

const COLUMNS: readonly Column[] = [
  { words: "Account", sort: "username" },
  { words: "Status" },
  { words: "Token expires", sort: "expires" },
  { words: "Last refresh" },
  { words: "Last sync", sort: "synced" },
  { words: "Posts" },
];

/** The list on a wide screen. */
export function AccountTable() {
  const { data, isPending } = useListContext<AccountRowFragment>();
  return (
    // Scrolls by itself where the screen is narrower than its columns; the keyboard must reach that.
    <Box sx={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label="List of accounts">
      <Table size="small" sx={{ minWidth: 900 }}>
        <Head />
        <TableBody>
          {isPending ? <Skeletons /> : data?.map((account) => <AccountTableRow key={account.id} account={account} />)}
        </TableBody>
      </Table>
    </Box>
  );
}

function Head() {
  const { isPageEmpty, isPageChosen, choosePage } = useChoice();
  return (
    <TableHead>
      <TableRow>
        <TableCell padding="checkbox">
          <Checkbox
            checked={isPageChosen}
            disabled={isPageEmpty}
            onChange={choosePage}
            slotProps={{ input: { "aria-label": "Select all on this page" } }}
          />
        </TableCell>
        {COLUMNS.map((column) => (
          <HeadCell key={column.words} column={column} />
        ))}
      </TableRow>
    </TableHead>
  );
}

function HeadCell({ column: { words, sort: field } }: { column: Column }) {
  const { sort, setSort } = useListContext();
  const align = words === "Posts" ? "right" : "left";
  if (!field)
    return (
      <TableCell align={align} sx={HEAD}>
        {words}
      </TableCell>
    );
  const isActive = sort.field === field;
  const direction = sort.order === "DESC" ? "desc" : "asc";
  return (
    <TableCell align={align} sx={HEAD} sortDirection={isActive ? direction : false}>
      <TableSortLabel
        active={isActive}
        direction={isActive ? direction : "asc"}
        onClick={() => setSort({ field, order: isActive && direction === "asc" ? "DESC" : "ASC" })}
      >
        {words}
      </TableSortLabel>
    </TableCell>
  );
}

const HEAD = { whiteSpace: "nowrap" };

const SKELETON_ROWS = Array.from({ length: 10 }, (_, row) => row);

function Skeletons() {
  return SKELETON_ROWS.map((row) => (
    <TableRow key={row}>
      <TableCell colSpan={COLUMNS.length + 1}>
        <Skeleton variant="rounded" height={52} />
      </TableCell>
    </TableRow>
  ));
}
