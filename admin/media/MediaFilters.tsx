import { Box, MenuItem, TextField } from "@mui/material";
import { type ReactNode, useEffect, useState } from "react";
import type { MediaChoice } from "./media-choice.js";
import { ORDER_WORDS, PRODUCT_WORDS, TYPE_WORDS } from "./media-words.js";

const TYPED_AFTER_MS = 300;

/** Which posts, and in which order. */
export function MediaFilters({ choice, onChoose }: { choice: MediaChoice; onChoose(choice: MediaChoice): void }) {
  // An empty field narrows nothing.
  const change = (name: keyof MediaChoice) => (value: string) => onChoose({ ...choice, [name]: value || undefined });
  const { type = "", productType = "", hashtag = "", caption = "", order } = choice;
  return (
    <Box role="search" aria-label="Filter posts" sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
      <Choice label="Type" value={type} onChange={change("type")}>
        {options(TYPE_WORDS)}
      </Choice>
      <Choice label="Published as" value={productType} onChange={change("productType")}>
        {options(PRODUCT_WORDS)}
      </Choice>
      <TypedField label="Hashtag" value={hashtag} onChange={change("hashtag")} />
      <TypedField label="Caption" value={caption} onChange={change("caption")} />
      <TextField
        select
        label="Order"
        size="small"
        margin="none"
        value={order}
        onChange={({ target }) => change("order")(target.value)}
        sx={FIELD}
      >
        {options(ORDER_WORDS)}
      </TextField>
    </Box>
  );
}

const FIELD = { flex: "1 1 140px", maxWidth: 220 };

interface FieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
}

function Choice({ label, value, onChange, children }: FieldProps & { children: ReactNode }) {
  return (
    <TextField
      select
      label={label}
      size="small"
      margin="none"
      value={value}
      onChange={({ target }) => onChange(target.value)}
      sx={FIELD}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    >
      <MenuItem value="">Any</MenuItem>
      {children}
    </TextField>
  );
}

function options(words: Record<string, string>): ReactNode[] {
  return Object.entries(words).map(([value, text]) => (
    <MenuItem key={value} value={value}>
      {text}
    </MenuItem>
  ));
}

function TypedField({ label, value, onChange }: FieldProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed.trim()), TYPED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextField
      label={label}
      type="search"
      size="small"
      margin="none"
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      sx={FIELD}
    />
  );
}
