import SearchIcon from "@mui/icons-material/Search";
import FilterIcon from "@mui/icons-material/Tune";
import { Box, Button, Chip, InputAdornment, TextField } from "@mui/material";
import { useEffect, useState } from "react";
import { useListContext } from "react-admin";
import type { AccountFilter } from "../gql/graphql.js";
import { filterParts } from "./account-filter.js";
import { FilterDialog } from "./FilterDialog.js";
import { SortField } from "./SortField.js";

/** Search, the other filters behind a button, and what they are set to as chips that can be taken away. */
export function FilterBar() {
  const { filterValues, setFilters } = useListContext();
  const [isOpen, setIsOpen] = useState(false);
  const filter: AccountFilter = filterValues;
  const parts = filterParts(filter);
  return (
    <Box sx={{ alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1 }}>
      <SearchField filter={filter} onSearch={setFilters} />
      <Button startIcon={<FilterIcon />} onClick={() => setIsOpen(true)} variant="outlined" color="inherit">
        Filter
      </Button>
      <SortField />
      {parts.map(({ label, without }) => (
        <Chip key={label} label={label} onDelete={() => setFilters(without)} size="small" />
      ))}
      {parts.length > 1 && (
        <Button size="small" onClick={() => setFilters({})}>
          Clear all
        </Button>
      )}
      {isOpen && (
        <FilterDialog filter={filter} onClose={() => setIsOpen(false)} onFilter={(wanted) => setFilters(wanted)} />
      )}
    </Box>
  );
}

const SEARCH_AFTER_MS = 300;

function SearchField({ filter, onSearch }: { filter: AccountFilter; onSearch(filter: AccountFilter): void }) {
  const asked = filter.search ?? "";
  const [typed, setTyped] = useState(asked);
  // What is in the field already is left alone: a blank at its end is the beginning of the next word.
  useEffect(() => setTyped((before) => (before.trim() === asked ? before : asked)), [asked]);
  useEffect(() => {
    if (typed.trim() === asked) return;
    const timer = setTimeout(() => {
      const { search: _search, ...rest } = filter;
      onSearch(typed.trim() ? { ...rest, search: typed.trim() } : rest);
    }, SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed, asked, filter, onSearch]);
  const icon = (
    <InputAdornment position="start">
      <SearchIcon fontSize="small" />
    </InputAdornment>
  );
  return (
    <TextField
      label="Search"
      type="search"
      size="small"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      placeholder="Name or reference"
      margin="none"
      sx={{ flexGrow: 1, maxWidth: 360, minWidth: 180 }}
      slotProps={{ input: { startAdornment: icon } }}
    />
  );
}
