import { MenuItem, TextField } from "@mui/material";

interface ChoiceFieldProps {
  label: string;
  value: boolean | null | undefined;
  words: { yes: string; no: string };
  onChange(value: boolean | null): void;
}

/** Yes, no, or either. */
export function ChoiceField({ label, value, words, onChange }: ChoiceFieldProps) {
  return (
    <TextField
      select
      label={label}
      size="small"
      margin="none"
      value={typeof value === "boolean" ? String(value) : "any"}
      onChange={({ target }) => onChange(target.value === "any" ? null : target.value === "true")}
    >
      <MenuItem value="any">Any</MenuItem>
      <MenuItem value="true">{words.yes}</MenuItem>
      <MenuItem value="false">{words.no}</MenuItem>
    </TextField>
  );
}
