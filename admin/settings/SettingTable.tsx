import { Box, Chip, Typography } from "@mui/material";
import { DataTable, ListContextProvider, ResourceContextProvider, useList, useRecordContext } from "react-admin";
import type { SettingsQuery } from "../gql/graphql.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { InlineCode } from "../ui/InlineCode.js";
import { RecordTable } from "../ui/RecordTable.js";

type Setting = NonNullable<SettingsQuery["settings"]>["settings"][number];

type SettingRow = Setting & { id: string };

const Column = DataTable.Col<SettingRow>;

/** Settings of one group: the name, what is in effect, and what it means. */
export function SettingTable({ label, settings }: { label: string; settings: readonly Setting[] }) {
  const list = useList({ data: settings.map((setting) => ({ id: setting.name, ...setting })) });
  return (
    <ResourceContextProvider value="settings">
      <ListContextProvider value={list}>
        <RecordTable label={label} sx={TABLE}>
          <Column
            source="name"
            label="darkroom.settings.table.name"
            disableSort
            width="26%"
            render={({ name }) => <code>{name}</code>}
          />
          <Column source="value" label="darkroom.settings.table.value" disableSort width="30%">
            <Value />
          </Column>
          <Column source="description" label="darkroom.settings.table.meaning" disableSort>
            <Meaning />
          </Column>
        </RecordTable>
      </ListContextProvider>
    </ResourceContextProvider>
  );
}

const TABLE = { "& td": { overflowWrap: "anywhere" }, "& tbody tr:last-of-type td": { borderBottom: 0 } };

function Meaning() {
  const translate = useTranslate();
  const setting = useRecordContext<SettingRow>();
  return (
    <Typography variant="body2" color="text.secondary">
      <InlineCode text={serverText(setting?.description ?? "", translate)} />
    </Typography>
  );
}

function Value() {
  const translate = useTranslate();
  const setting = useRecordContext<SettingRow>();
  if (!setting) return null;
  const { value, isSecret, isSet } = setting;
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
