import { Box, Chip, Typography } from "@mui/material";
import type { SettingsQuery } from "../gql/graphql.js";
import { type Column, RowTable } from "../ui/RowTable.js";
import { WithCode } from "../ui/WithCode.js";

type Setting = NonNullable<SettingsQuery["settings"]>["settings"][number];

/** Settings of one group: the name, what is in effect, and what it means. */
export function SettingTable({ label, settings }: { label: string; settings: readonly Setting[] }) {
  return <RowTable label={label} columns={COLUMNS} rows={settings} keyOf={({ name }) => name} />;
}

const COLUMNS: readonly Column<Setting>[] = [
  { head: "Name", width: "26%", cell: ({ name }) => <code>{name}</code> },
  { head: "In effect", width: "30%", cell: (setting) => <Value setting={setting} /> },
  {
    head: "Meaning",
    cell: ({ description }) => (
      <Typography variant="body2" color="text.secondary">
        <WithCode text={description} />
      </Typography>
    ),
  },
];

function Value({ setting: { value, isSecret, isSet } }: { setting: Setting }) {
  if (isSecret) {
    return (
      <Chip size="small" variant="outlined" color={isSet ? "success" : "default"} label={isSet ? "Set" : "Not set"} />
    );
  }
  return (
    <Box component="span" sx={{ alignItems: "baseline", display: "inline-flex", flexWrap: "wrap", gap: 1 }}>
      {value === null ? <span>none</span> : <span>{value}</span>}
      {!isSet && (
        <Typography component="span" variant="caption" color="text.secondary">
          default
        </Typography>
      )}
    </Box>
  );
}
