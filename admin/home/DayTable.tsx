import { Box, Table, TableBody, TableCell, TableHead, TableRow } from "@mui/material";
import type { DayBar } from "./DayBars.js";
import { dayWords } from "./day-words.js";

interface DayTableProps {
  name: string;
  words: { good: string; bad: string };
  bars: DayBar[];
  height: number;
}

/** The days of a chart on which there is anything, as a table of the chart's height. */
export function DayTable({ name, words, bars, height }: DayTableProps) {
  const days = bars.filter(({ good, bad }) => good + bad > 0);
  return (
    <Box sx={{ height, overflowY: "auto" }} tabIndex={0} role="region" aria-label={name}>
      <Table size="small" stickyHeader aria-label={name}>
        <TableHead>
          <TableRow>
            <TableCell>Day</TableCell>
            <TableCell align="right">{words.good}</TableCell>
            <TableCell align="right">{words.bad}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {days.map(({ day, good, bad }) => (
            <TableRow key={day}>
              <TableCell>{dayWords(day)}</TableCell>
              <TableCell align="right">{good.toLocaleString("en")}</TableCell>
              <TableCell align="right">{bad.toLocaleString("en")}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
