import { useTheme } from "@mui/material";
import { useId } from "react";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useFormat } from "../i18n/format.js";

/** One day: how much of it is well, and how much is not. */
export interface DayBar {
  day: string;
  good: number;
  bad: number;
}

interface StackedBarsProps {
  bars: DayBar[];
  words: { good: string; bad: string };
}

/**
 * Days as bars, what is not well striped on top of what is. For the eye alone: a summary and a table say the same.
 * This file brings the chart library with it, so it is imported lazily.
 */
export function StackedBars({ bars, words }: StackedBarsProps) {
  const format = useFormat();
  const { palette } = useTheme();
  const stripes = useId();
  const dayText = (day: string) => format.utcDay(new Date(day));
  const text = { fill: palette.text.secondary, fontSize: 12 };
  const box = { background: palette.background.paper, border: `1px solid ${palette.divider}`, borderRadius: 8 };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={bars}
        accessibilityLayer={false}
        margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
        barCategoryGap="20%"
      >
        <defs>
          <pattern id={stripes} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width={5} height={5} fill={palette.background.paper} />
            <rect width={3} height={5} fill={palette.error.main} />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke={palette.divider} />
        <XAxis dataKey="day" tickFormatter={dayText} tick={text} tickLine={false} axisLine={false} minTickGap={24} />
        <YAxis allowDecimals={false} tick={text} tickLine={false} axisLine={false} width={36} />
        <Tooltip
          cursor={{ fill: palette.action.hover }}
          contentStyle={box}
          labelFormatter={(day) => dayText(String(day))}
          formatter={(count) => format.number(Number(count))}
          itemStyle={{ color: palette.text.primary }}
        />
        <Bar dataKey="good" name={words.good} stackId="day" fill={palette.success.main} isAnimationActive={false} />
        <Bar
          dataKey="bad"
          name={words.bad}
          stackId="day"
          fill={`url(#${stripes})`}
          stroke={palette.error.main}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
