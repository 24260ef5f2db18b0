import { Box, Chip, Typography } from "@mui/material";
import type { SettingsQuery } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { type Column, RowTable } from "../ui/RowTable.js";
import { WithCode } from "../ui/WithCode.js";

type Setting = NonNullable<SettingsQuery["settings"]>["settings"][number];

/** Settings of one group: the name, what is in effect, and what it means. */
export function SettingTable({ label, settings }: { label: string; settings: readonly Setting[] }) {
  const translate = useTranslate();
  const columns: readonly Column<Setting>[] = [
    { head: translate("darkroom.settings.table.name"), width: "26%", cell: ({ name }) => <code>{name}</code> },
    { head: translate("darkroom.settings.table.value"), width: "30%", cell: (setting) => <Value setting={setting} /> },
    {
      head: translate("darkroom.settings.table.meaning"),
      cell: ({ description }) => (
        <Typography variant="body2" lang="en" color="text.secondary">
          <WithCode text={description} />
        </Typography>
      ),
    },
  ];
  return <RowTable label={label} columns={columns} rows={settings} keyOf={({ name }) => name} />;
}

function Value({ setting: { value, isSecret, isSet } }: { setting: Setting }) {
  const translate = useTranslate();
  if (isSecret) {
    return (
      <Chip
        size="small"
        variant="outlined"
        color={isSet ? "success" : "default"}
        label={translate(isSet ? "darkroom.settings.table.set" : "darkroom.settings.table.not_set")}
      />
    );
  }
  return (
    <Box component="span" sx={{ alignItems: "baseline", display: "inline-flex", flexWrap: "wrap", gap: 1 }}>
      {value === null ? <span>{translate("darkroom.settings.table.none")}</span> : <span>{value}</span>}
      {!isSet && (
        <Typography component="span" variant="caption" color="text.secondary">
          {translate("darkroom.settings.table.default")}
        </Typography>
      )}
    </Box>
  );
}
