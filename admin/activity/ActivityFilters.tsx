import { Box, Button, MenuItem, TextField } from "@mui/material";
import type { ActorKind, EventAction, EventOutcome } from "../gql/graphql.js";
import { AccountPicker } from "./AccountPicker.js";
import { ACTOR_WORDS, type ActivityFilter } from "./activity-filter.js";
import { ACTION_WORDS } from "./describe-event.js";
import { InstantField } from "./InstantField.js";

/** The choices above the record; each takes effect at once. */
export function ActivityFilters({ filter, onChange }: ActivityFiltersProps) {
  const put = (change: { [K in keyof ActivityFilter]: ActivityFilter[K] | undefined }) =>
    onChange({ ...filter, ...change } as ActivityFilter);
  return (
    <Box component="search" sx={{ display: "grid", gap: 1.5 }}>
      <Box sx={ROW}>
        <ManyField
          label="What"
          words={ACTION_WORDS}
          value={filter.action ?? []}
          onChange={(action: EventAction[]) => put({ action })}
        />
        <ManyField
          label="Who"
          words={ACTOR_WORDS}
          value={filter.actorKind ?? []}
          onChange={(actorKind: ActorKind[]) => put({ actorKind })}
        />
        <TextField
          select
          size="small"
          label="Outcome"
          value={filter.outcome ?? ""}
          onChange={({ target }) => put({ outcome: (target.value || undefined) as EventOutcome | undefined })}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value="">Any</MenuItem>
          <MenuItem value="OK">Done</MenuItem>
          <MenuItem value="FAILED">Failed</MenuItem>
        </TextField>
        <AccountPicker accountId={filter.accountId} onChange={(accountId) => put({ accountId })} />
      </Box>
      <Box sx={ROW}>
        <InstantField label="From" value={filter.since} onChange={(since) => put({ since })} />
        <InstantField label="Until" value={filter.until} onChange={(until) => put({ until })} />
        <Button color="inherit" disabled={Object.keys(filter).length === 0} onClick={() => onChange({})}>
          Clear filters
        </Button>
      </Box>
    </Box>
  );
}

interface ActivityFiltersProps {
  filter: ActivityFilter;
  onChange(filter: ActivityFilter): void;
}

interface ManyFieldProps<T extends string> {
  label: string;
  words: Readonly<Record<T, string>>;
  value: T[];
  onChange(value: T[]): void;
}

function ManyField<T extends string>({ label, words, value, onChange }: ManyFieldProps<T>) {
  const names = (chosen: unknown) => (chosen as T[]).map((one) => words[one]).join(", ") || "Any";
  return (
    <TextField
      select
      size="small"
      label={label}
      value={value}
      onChange={({ target }) => onChange(target.value as unknown as T[])}
      slotProps={{ select: { multiple: true, displayEmpty: true, renderValue: names }, inputLabel: { shrink: true } }}
    >
      {(Object.keys(words) as T[]).map((one) => (
        <MenuItem key={one} value={one}>
          {words[one]}
        </MenuItem>
      ))}
    </TextField>
  );
}

const ROW = { alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1.5, "& > *": { flex: "1 1 150px" } };
