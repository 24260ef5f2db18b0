import { Autocomplete, TextField } from "@mui/material";

interface TextsFieldProps {
  label: string;
  help?: string;
  values: readonly string[];
  onChange(values: string[]): void;
}

/** Several texts, each ended by Enter or by leaving the field. */
export function TextsField({ label, help, values, onChange }: TextsFieldProps) {
  const clean = (texts: readonly string[]) => [...new Set(texts.map((text) => text.trim()).filter(Boolean))];
  return (
    <Autocomplete
      multiple
      freeSolo
      autoSelect
      disableClearable
      size="small"
      options={NONE}
      value={[...values]}
      onChange={(_, texts) => onChange(clean(texts))}
      renderInput={(params) => <TextField {...params} label={label} helperText={help} />}
    />
  );
}

const NONE: readonly string[] = [];
