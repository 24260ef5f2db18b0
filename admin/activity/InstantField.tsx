import { TextField } from "@mui/material";
import { useEffect, useState } from "react";

const MINUTE_MS = 60_000;
const NOT_BEFORE = "2000";

/** A day and a time in the reader's own zone; answers an instant, or nothing. */
export function InstantField({ label, value, onChange }: InstantFieldProps) {
  const [text, setText] = useState(asText(value));
  useEffect(() => setText(asText(value)), [value]);

  function type(typed: string) {
    setText(typed);
    // While a year is typed it passes through the years 2, 20 and 202.
    if (typed >= NOT_BEFORE) onChange(new Date(typed).toISOString());
  }

  return (
    <TextField
      type="datetime-local"
      size="small"
      label={label}
      value={text}
      onChange={(event) => type(event.target.value)}
      onBlur={() => text === "" && value !== undefined && onChange(undefined)}
      slotProps={{ inputLabel: { shrink: true } }}
      // Narrower, and the picker's button covers the minutes.
      sx={{ minWidth: 232 }}
    />
  );
}

interface InstantFieldProps {
  label: string;
  value: string | undefined;
  onChange(instant: string | undefined): void;
}

function asText(instant: string | undefined): string {
  if (!instant) return "";
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
}
