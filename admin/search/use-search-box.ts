import useAutocomplete, { type AutocompleteGroupedOption } from "@mui/material/useAutocomplete";
import type { Hit } from "./hits.js";

interface SearchBoxOptions {
  text: string;
  hits: readonly Hit[];
  onText(text: string): void;
  onChoose(hit: Hit): void;
  onClose(): void;
}

/** The field and its results as a combobox: roles, names and keys by MUI. */
export function useSearchBox({ text, hits, onText, onChoose, onClose }: SearchBoxOptions) {
  const box = useAutocomplete<Hit>({
    id: "search",
    open: true,
    autoHighlight: true,
    clearOnBlur: false,
    value: null,
    options: hits,
    inputValue: text,
    groupBy: ({ group }) => group,
    filterOptions: (all) => all,
    getOptionLabel: ({ id }) => id,
    getOptionKey: ({ group, id }) => `${group} ${id}`,
    onInputChange: (_, value, reason) => {
      if (reason === "input") onText(value);
    },
    onClose: (_, reason) => {
      if (reason === "escape") onClose();
    },
    onChange: (_, hit) => {
      if (hit !== null) onChoose(hit);
    },
  });
  return { ...box, groups: box.groupedOptions as AutocompleteGroupedOption<Hit>[] };
}

export type SearchBox = ReturnType<typeof useSearchBox>;
