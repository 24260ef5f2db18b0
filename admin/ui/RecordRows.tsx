import { Box } from "@mui/material";
import type { ReactNode } from "react";
import { RecordsIterator } from "react-admin";
import { ListRows } from "./ListRows.js";
import { NoMatches } from "./NoMatches.js";

interface RecordRowsProps {
  /** For wide screens: a `DataTable`. */
  table: ReactNode;
  /** The narrowest screen with a table. */
  tableFrom?: "md" | "lg";
  /** For phones, of each record: read it with `useRecordContext`. */
  card: ReactNode;
  /** Says what the list holds, to screen readers. */
  label: string;
}

const SKELETON_HEIGHT = 150;

/** The rows of the list around it: a table, or a card of each record. */
export function RecordRows({ table, tableFrom = "md", card, label }: RecordRowsProps) {
  const cards = (
    <Box component="ul" aria-label={label} sx={CARDS}>
      <RecordsIterator>
        <li>{card}</li>
      </RecordsIterator>
    </Box>
  );
  return <ListRows {...{ table, tableFrom, cards }} empty={<NoMatches />} skeletonHeight={SKELETON_HEIGHT} />;
}

const CARDS = {
  listStyle: "none",
  m: 0,
  overflowWrap: "anywhere",
  p: 0,
  "& > li": { borderTop: "1px solid", borderColor: "divider", p: 2 },
  "& > li:first-of-type": { borderTop: 0 },
};
