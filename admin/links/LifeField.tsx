import { MenuItem, TextField } from "@mui/material";

const DAY_MS = 86_400_000;
const LIVES_DAYS = [1, 3, 7, 14, 30] as const;

/** How long a link is good when nobody chooses, in days. */
export const LIFE_DAYS = 7;

/** How long a link is to be good. */
export function LifeField({ days, onChange }: { days: number; onChange(days: number): void }) {
  return (
    <TextField
      select
      label="Good for"
      value={days}
      onChange={(event) => onChange(Number(event.target.value))}
      helperText="It works once, until this date."
    >
      {LIVES_DAYS.map((life) => (
        <MenuItem key={life} value={life}>
          {wordsForDays(life)}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** The instant so many days ahead, as the API takes it. */
export function daysAhead(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString();
}

export function wordsForDays(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}
