import { Box, Table, TableBody, TableCell, TableHead, TableRow } from "@mui/material";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";
import type { DayBar } from "./StackedBars.js";

interface ChartTableProps {
  name: string;
  words: { good: string; bad: string };
  bars: DayBar[];
  height: number;
}

/** The days of a chart on which there is anything, as a table of the chart's height. */
export function ChartTable({ name, words, bars, height }: ChartTableProps) {
  const translate = useTranslate();
  const format = useFormat();
  const days = bars.filter(({ good, bad }) => good + bad > 0);
  return (
    <Box sx={{ height, overflowY: "auto" }} tabIndex={0} role="region" aria-label={name}>
      <Table size="small" stickyHeader aria-label={name}>
        <TableHead>
          <TableRow>
            <TableCell>{translate("darkroom.home.chart.day")}</TableCell>
            <TableCell align="right">{words.good}</TableCell>
            <TableCell align="right">{words.bad}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {days.map(({ day, good, bad }) => (
            <TableRow key={day}>
              <TableCell>{format.utcDay(new Date(day))}</TableCell>
              <TableCell align="right">{format.number(good)}</TableCell>
              <TableCell align="right">{format.number(bad)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
