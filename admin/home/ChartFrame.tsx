import { Box, Link, Skeleton, Typography } from "@mui/material";
import { lazy, Suspense, useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { ErrorState } from "../ui/ErrorState.js";
import { ChartLegend } from "./ChartLegend.js";
import { ChartTable } from "./ChartTable.js";
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
