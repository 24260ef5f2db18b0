import { Box, MenuItem, TextField } from "@mui/material";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { type MediaFilterValues, ORDERS, PRODUCTS, TYPES } from "./media-filters.js";

const TYPED_AFTER_MS = 300;

interface MediaFiltersProps {
  choice: MediaFilterValues;
  onChoose(choice: MediaFilterValues): void;
}

/** Which posts, and in which order. */
export function MediaFilters({ choice, onChoose }: MediaFiltersProps) {
  const translate = useTranslate();
  // An empty field narrows nothing.
  const change = (name: keyof MediaFilterValues) => (value: string) =>
    onChoose({ ...choice, [name]: value || undefined });
  const { type = "", productType = "", hashtag = "", caption = "", order } = choice;
  return (
    <Box
      role="search"
      aria-label={translate("darkroom.media.filter.label")}
      sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}
    >
      <Choice label={translate("darkroom.media.filter.type")} value={type} onChange={change("type")}>
        {options(TYPES, (value) => translate(`darkroom.media.type.${value}`))}
      </Choice>
      <Choice label={translate("darkroom.media.filter.product")} value={productType} onChange={change("productType")}>
        {options(PRODUCTS, (value) => translate(`darkroom.media.product.${value}`))}
      </Choice>
      <TypedField label={translate("darkroom.media.filter.hashtag")} value={hashtag} onChange={change("hashtag")} />
      <TypedField label={translate("darkroom.media.filter.caption")} value={caption} onChange={change("caption")} />
      <Choice label={translate("darkroom.media.filter.order")} value={order} onChange={change("order")} isRequired>
        {options(ORDERS, (value) => translate(`darkroom.media.order.${value}`))}
      </Choice>
    </Box>
  );
}

const FIELD = { flex: "1 1 140px", maxWidth: 220 };

interface FieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
}

interface ChoiceProps extends FieldProps {
  /** Left out, nothing need be chosen. */
  isRequired?: boolean;
  children: ReactNode;
}

function Choice({ label, value, onChange, isRequired = false, children }: ChoiceProps) {
  const translate = useTranslate();
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
      {!isRequired && <MenuItem value="">{translate("darkroom.media.filter.any")}</MenuItem>}
      {children}
    </TextField>
  );
}

function options<T extends string>(values: readonly T[], textOf: (value: T) => string): ReactNode[] {
  return values.map((value) => (
    <MenuItem key={value} value={value}>
      {textOf(value)}
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
