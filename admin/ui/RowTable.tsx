import { Box, Skeleton, Table, TableBody, TableCell, TableHead, TableRow } from "@mui/material";
import type { ReactNode } from "react";
import { UNSEEN } from "./unseen.js";

export interface Column<TRow> {
  head: string;
  cell(row: TRow): ReactNode;
  /** What the row can be told to do: at the right, without a heading to be seen. */
  isActions?: boolean;
  /** Of the whole table, such as "30%": for long words too, which are broken where they must be. */
  width?: string;
}

interface RowTableProps<TRow> {
  /** Says what the table holds, to screen readers. */
  label: string;
  columns: readonly Column<TRow>[];
  /** Undefined while they are read: rows of their final height stand for them. */
  rows: readonly TRow[] | undefined;
  keyOf(row: TRow): string;
  skeletonCount?: number;
}

/**
 * Rows as a table. On a phone each row is a block, each cell a line with its heading before it; the roles are spelt out,
 * because browsers forget what a table is once it is drawn as something else.
 */
export function RowTable<TRow>({ label, columns, rows, keyOf, skeletonCount = 3 }: RowTableProps<TRow>) {
  return (
    <Table role="table" aria-label={label} aria-busy={rows === undefined} size="small" sx={TABLE}>
      <TableHead role="rowgroup">
        <TableRow role="row">
          {columns.map(({ head, isActions, width }) => (
            <TableCell key={head} role="columnheader" align={isActions ? "right" : "left"} width={width}>
              <Box component="span" sx={isActions ? UNSEEN : undefined}>
                {head}
              </Box>
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody role="rowgroup">
        {rows?.map((row) => (
          <TableRow key={keyOf(row)} role="row" hover>
            {columns.map(({ head, cell, isActions, width }) => (
              <TableCell
                key={head}
                role="cell"
                width={width}
                align={isActions ? "right" : "left"}
                data-head={isActions ? "" : head}
              >
                {cell(row)}
              </TableCell>
            ))}
          </TableRow>
        )) ?? <Skeletons columnCount={columns.length} count={skeletonCount} />}
      </TableBody>
    </Table>
  );
}

function Skeletons({ columnCount, count }: { columnCount: number; count: number }) {
  return Array.from({ length: count }, (_, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing but their place
    <TableRow key={place} role="row">
      <TableCell role="cell" colSpan={columnCount}>
        <Skeleton height={24} />
      </TableCell>
    </TableRow>
  ));
}

const TABLE = {
  "& td[width]": { overflowWrap: "anywhere" },
  "& td[data-head='']": { whiteSpace: "nowrap" },
  "& th": { color: "text.secondary", fontWeight: 500, whiteSpace: "nowrap" },
  "& th:first-of-type, & td:first-of-type": { pl: 0 },
  "& th:last-of-type, & td:last-of-type": { pr: 0 },
  "& tbody tr:last-of-type td": { borderBottom: 0 },
  "@media (max-width: 899.95px)": {
    "&, & tbody, & tr, & td": { display: "block" },
    "& thead": UNSEEN,
    "& tr": { borderBottom: "1px solid", borderColor: "divider", py: 1 },
    "& tr:last-of-type": { borderBottom: 0 },
    "& td": { border: 0, overflowWrap: "anywhere", px: 0, py: 0.25, textAlign: "left", width: "auto" },
    "& td[data-head]:not([data-head=''])": {
      columnGap: 1.5,
      display: "grid",
      gridTemplateColumns: "7rem minmax(0, 1fr)",
      justifyItems: "start",
    },
    "& td[data-head]:not([data-head=''])::before": { color: "text.secondary", content: "attr(data-head)" },
  },
} as const;
