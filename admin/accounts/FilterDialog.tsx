import { Autocomplete, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from "@mui/material";
import { type FormEvent, useState } from "react";
import { useListContext } from "react-admin";
import type { AccountFilter, AccountRowFragment, AccountStatus, FailureCause, TokenHealth } from "../gql/graphql.js";
import { CAUSE_WORDS, HEALTH_WORDS, STATUS_WORDS } from "../ui/words.js";
import { listOf } from "./account-filter.js";
import { ChoiceField } from "./ChoiceField.js";

interface FilterDialogProps {
  filter: AccountFilter;
  onFilter(filter: AccountFilter): void;
  onClose(): void;
}

const STATUSES = Object.keys(STATUS_WORDS) as AccountStatus[];
const HEALTHS = Object.keys(HEALTH_WORDS) as TokenHealth[];
const CAUSES = Object.keys(CAUSE_WORDS) as FailureCause[];

/** Every filter that the list has beside the search. */
export function FilterDialog({ filter, onFilter, onClose }: FilterDialogProps) {
  const [draft, setDraft] = useState(filter);
  const change = (part: AccountFilter) => setDraft((before) => ({ ...before, ...part }));
  function apply(event: FormEvent) {
    event.preventDefault();
    onFilter(withoutEmpty(draft));
    onClose();
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="filter-title">
      <form onSubmit={apply}>
        <DialogTitle id="filter-title">Filter accounts</DialogTitle>
        <DialogContent sx={{ display: "grid", gap: 2, pt: "8px !important" }}>
          <ManyField
            label="Status"
            options={STATUSES}
            words={(value) => STATUS_WORDS[value]}
            value={listOf(draft.status)}
            onChange={(status) => change({ status })}
          />
          <ManyField
            label="Token"
            options={HEALTHS}
            words={(value) => HEALTH_WORDS[value]}
            value={listOf(draft.health)}
            onChange={(health) => change({ health })}
          />
          <ManyField
            label="Problem"
            options={CAUSES}
            words={(value) => CAUSE_WORDS[value]}
            value={listOf(draft.cause)}
            onChange={(cause) => change({ cause })}
          />
          <TagsFilter value={listOf(draft.tags)} onChange={(tags) => change({ tags })} />
          <RestFields draft={draft} onChange={change} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} color="inherit">
            Cancel
          </Button>
          <Button type="submit" variant="contained">
            Apply filters
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function RestFields({ draft, onChange }: { draft: AccountFilter; onChange(part: AccountFilter): void }) {
  return (
    <>
      <TextField
        label="Reference"
        helperText="Exact match"
        size="small"
        margin="none"
        value={draft.reference ?? ""}
        onChange={(event) => onChange({ reference: event.target.value })}
      />
      <TextField
        label="Token expires before"
        type="date"
        size="small"
        margin="none"
        value={draft.expiresBefore?.slice(0, 10) ?? ""}
        onChange={({ target }) => onChange({ expiresBefore: target.value ? `${target.value}T00:00:00Z` : null })}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <ChoiceField
        label="Posts"
        value={draft.stale}
        words={{ yes: "Stale", no: "Up to date" }}
        onChange={(stale) => onChange({ stale })}
      />
      <ChoiceField
        label="Needs attention"
        value={draft.needsAttention}
        words={{ yes: "Yes", no: "No" }}
        onChange={(needsAttention) => onChange({ needsAttention })}
      />
    </>
  );
}

interface ManyFieldProps<T extends string> {
  label: string;
  options: readonly T[];
  words(value: T): string;
  value: T[];
  onChange(value: T[]): void;
}

function ManyField<T extends string>({ label, options, words, value, onChange }: ManyFieldProps<T>) {
  return (
    <Autocomplete
      multiple
      size="small"
      options={options}
      value={value}
      getOptionLabel={words}
      onChange={(_event, chosen) => onChange(chosen)}
      renderInput={(params) => <TextField {...params} label={label} margin="none" />}
    />
  );
}

function TagsFilter({ value, onChange }: { value: string[]; onChange(value: string[]): void }) {
  const { data = [] } = useListContext<AccountRowFragment>();
  const seen = [...new Set(data.flatMap((account) => account.tags))].sort();
  return (
    <Autocomplete
      multiple
      freeSolo
      autoSelect
      size="small"
      options={seen}
      value={value}
      onChange={(_event, chosen) => onChange(chosen)}
      renderInput={(params) => <TextField {...params} label="Tags" helperText="Any of these" margin="none" />}
    />
  );
}

function withoutEmpty(filter: AccountFilter): AccountFilter {
  const isSet = (value: unknown) =>
    value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => isSet(value)));
}
