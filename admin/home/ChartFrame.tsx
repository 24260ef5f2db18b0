import { Box, Link, Skeleton, Table, TableBody, TableCell, TableHead, TableRow, Typography } from "@mui/material";
import { lazy, Suspense, useState } from "react";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ErrorState } from "../ui/ErrorState.js";
import type { DayBar } from "./StackedBars.js";

const StackedBars = lazy(async () => ({ default: (await import("./StackedBars.js")).StackedBars }));

interface ChartFrameProps {
  /** What the bars count; the table's caption. */
  name: string;
  words: { good: string; bad: string };
  /** Left out while they are read. */
  bars: DayBar[] | undefined;
  /** The chart in a sentence. */
  summary: string;
  height?: number;
  error: unknown;
  onRetry(): void;
}

/** A chart with its summary above it, and a switch that shows the same as a table; it keeps its size in every state. */
export function ChartFrame({ name, words, bars, summary, height = 330, error, onRetry }: ChartFrameProps) {
  const translate = useTranslate();
  const [isTable, setIsTable] = useState(false);
  if (error && !bars) return <ErrorState error={error} onRetry={onRetry} />;
  const empty = <Skeleton variant="rounded" height={height} />;
  return (
    <Box component="figure" sx={{ display: "grid", gap: 1, gridTemplateColumns: "minmax(0, 1fr)", m: 0 }}>
      <Typography component="figcaption" variant="body2">
        {bars ? summary : <Skeleton />}
      </Typography>
      {!bars && empty}
      {bars && isTable && <ChartTable name={name} words={words} bars={bars} height={height} />}
      {bars && !isTable && (
        <Box aria-hidden sx={{ height }}>
          <Suspense fallback={empty}>
            <StackedBars bars={bars} words={words} />
          </Suspense>
        </Box>
      )}
      <Box sx={{ alignItems: "center", display: "flex", flexWrap: "wrap", gap: 2 }}>
        <ChartLegend words={words} />
        <Box sx={{ flexGrow: 1 }} />
        <Link component="button" type="button" variant="body2" onClick={() => setIsTable(!isTable)}>
          {translate(isTable ? "darkroom.home.chart.as_chart" : "darkroom.home.chart.as_table")}
        </Link>
      </Box>
    </Box>
  );
}

/** What the plain and the striped bars mean. */
function ChartLegend({ words }: { words: { good: string; bad: string } }) {
  return (
    <Box aria-hidden sx={{ display: "flex", flexWrap: "wrap", columnGap: 2 }}>
      <Item words={words.good} sx={{ bgcolor: "success.main" }} />
      <Item words={words.bad} sx={STRIPED} />
    </Box>
  );
}

function Item({ words, sx }: { words: string; sx: object }) {
  return (
    <Typography variant="body2" color="text.secondary" sx={{ alignItems: "center", display: "flex", gap: 0.75 }}>
      <Box component="span" sx={{ borderRadius: 0.25, height: 12, width: 12, ...sx }} />
      {words}
    </Typography>
  );
}

const STRIPED = {
  background: "repeating-linear-gradient(135deg, currentColor 0 3px, transparent 3px 5px)",
  border: 1,
  borderColor: "error.main",
  color: "error.main",
};

interface ChartTableProps {
  name: string;
  words: { good: string; bad: string };
  bars: DayBar[];
  height: number;
}

/** The days of a chart on which there is anything, as a table of the chart's height. */
function ChartTable({ name, words, bars, height }: ChartTableProps) {
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
