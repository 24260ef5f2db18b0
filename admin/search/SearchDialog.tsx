import CloseIcon from "@mui/icons-material/Close";
import SearchIcon from "@mui/icons-material/Search";
import {
  Box,
  Dialog,
  IconButton,
  InputBase,
  type InputBaseComponentProps,
  LinearProgress,
  Typography,
  useMediaQuery,
} from "@mui/material";
import type { Theme } from "@mui/material/styles";
import useAutocomplete, { type AutocompleteGroupedOption } from "@mui/material/useAutocomplete";
import { useState } from "react";
import { useNavigate } from "react-router-dom";
import { errorText } from "../i18n/error-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import type { Hit } from "./hits.js";
import { TEXT_MAX } from "./plan-search.js";
import { SearchResults } from "./SearchResults.js";
import { useSearch } from "./use-search.js";

/** Finds accounts, posts and API keys from anywhere. The arrow keys choose, Enter opens, Escape leaves. */
export function SearchDialog({ onClose }: { onClose(): void }) {
  const translate = useTranslate();
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down("sm"), { noSsr: true });
  return (
    <Dialog
      open
      onClose={onClose}
      fullScreen={isPhone}
      fullWidth
      maxWidth="sm"
      slotProps={{ paper: { "aria-label": translate("darkroom.search.title") } }}
      sx={AT_TOP}
    >
      <SearchForm onClose={onClose} />
    </Dialog>
  );
}

// Within the dialog: the combobox needs its field at once, and a dialog draws what it holds a moment later.
function SearchForm({ onClose }: { onClose(): void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const { hits, state, error } = useSearch(text);
  const box = useSearchBox({
    ...{ text, hits, onText: setText, onClose },
    onChoose: ({ to }) => {
      onClose();
      void navigate(to);
    },
  });
  const inputProps: InputBaseComponentProps = {
    ...box.getInputProps(),
    "aria-label": translate("darkroom.search.title"),
    enterKeyHint: "go",
    maxLength: TEXT_MAX * 10,
  };
  return (
    <>
      <Box {...box.getRootProps()} sx={BAR}>
        <SearchIcon color="action" />
        <InputBase fullWidth autoFocus placeholder={translate("darkroom.search.placeholder")} inputProps={inputProps} />
        <IconButton onClick={onClose} aria-label={translate("darkroom.search.close")} edge="end">
          <CloseIcon />
        </IconButton>
      </Box>
      <Box sx={{ height: 4 }}>{state === "BUSY" && <LinearProgress aria-hidden />}</Box>
      <Box sx={{ overflowY: "auto", pb: 1 }}>
        <Typography role="status" variant="body2" color="text.secondary" sx={{ px: 2, py: 1 }}>
          {state === "FAILED"
            ? errorText(error, translate)
            : translate(`darkroom.search.state.${state}`, { smart_count: hits.length })}
        </Typography>
        <SearchResults box={box} isBusy={state === "BUSY"} />
      </Box>
    </>
  );
}

// Results come and go below the field, which stays where it is.
const AT_TOP = { "& .MuiDialog-container": { alignItems: { sm: "flex-start" } } };
const BAR = { alignItems: "center", borderBottom: 1, borderColor: "divider", display: "flex", gap: 1.5, px: 2, py: 1 };

interface SearchBoxOptions {
  text: string;
  hits: readonly Hit[];
  onText(text: string): void;
  onChoose(hit: Hit): void;
  onClose(): void;
}

/** The field and its results as a combobox: roles, names and keys by MUI. */
function useSearchBox({ text, hits, onText, onChoose, onClose }: SearchBoxOptions) {
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
