import GoodIcon from "@mui/icons-material/CheckCircleOutline";
import RevokedIcon from "@mui/icons-material/LinkOff";
import ExpiredIcon from "@mui/icons-material/TimerOffOutlined";
import { Box, Chip, Typography } from "@mui/material";
import { CreateButton, EditButton, TextInput, useListContext } from "react-admin";
import { Route, Routes } from "react-router-dom";
import type { ApiKeyRecord } from "../data-provider/api-keys.js";
import { useTranslate } from "../i18n/use-translate.js";
import { EmptyState } from "../ui/EmptyState.js";
import { Page } from "../ui/Page.js";
import { RecordList } from "../ui/RecordList.js";
import { RecordColumn, RecordTable } from "../ui/RecordTable.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { SelectPage, SelectPageLine, SelectRow } from "../ui/Select.js";
import { SELECTABLE } from "../ui/SelectionBar.js";
import { useNow } from "../ui/server-clock.js";
import { useIsWide } from "../ui/use-is-wide.js";
import { KeyCreate } from "./KeyCreate.js";
import { KeyEdit } from "./KeyEdit.js";
import { accountsText, keyState } from "./key-state.js";
import { RevokeKeyButton } from "./RevokeKeyButton.js";
import { RevokeKeysBar } from "./RevokeKeysBar.js";

const Column = RecordColumn<ApiKeyRecord>;
const COLUMNS = ["scopes", "accountIds", "origins", "lastUsedAt", "state"];
const FILTERS = [<TextInput key="search" source="search" alwaysOn resettable helperText={false} />];

/** The keys of the sites and apps that read. */
export function KeyList() {
  const translate = useTranslate();
  const isWide = useIsWide();
  const title = translate("resources.apiKeys.name", { smart_count: 2 });
  const create = <CreateButton variant="contained" />;
  const empty = (
    <EmptyState title={translate("darkroom.keys.empty")} text={translate("darkroom.keys.empty_help")} action={create} />
  );
  return (
    <Page title={title}>
      <RecordList columns={COLUMNS} buttons={<CreateKey />} filters={FILTERS} empty={empty} sx={SELECTABLE}>
        <RevokeKeysBar />
        {!isWide && <SelectPageLine canSelect={canSelect} />}
        <RecordTable label={title} sx={TABLE}>
          <Column source="name" label={<NameHead />} render={(key) => <Name apiKey={key} />} />
          <Column source="scopes" render={({ scopes }) => scopes.join(", ")} />
          <Column source="accountIds" render={(key) => accountsText(key, translate)} />
          <Column source="origins" render={({ origins }) => <Origins origins={origins} />} />
          <Column source="lastUsedAt" render={({ lastUsedAt }) => <RelativeTime at={lastUsedAt} />} />
          <Column source="state" render={(key) => <State apiKey={key} />} />
          <Column label="darkroom.ui.actions" align="right" render={(key) => <Buttons apiKey={key} />} />
        </RecordTable>
      </RecordList>
      <Routes>
        <Route path="create" element={<KeyCreate />} />
        <Route path=":id" element={<KeyEdit />} />
        <Route path="*" element={null} />
      </Routes>
    </Page>
  );
}

/** On a phone it floats where the bar is while keys are selected. */
function CreateKey() {
  const isWide = useIsWide();
  const { selectedIds } = useListContext();
  return isWide || selectedIds.length === 0 ? <CreateButton variant="contained" /> : null;
}

const TABLE = { "& .column-origins, & .column-accountIds": { overflowWrap: "anywhere" } };

interface CellProps {
  apiKey: ApiKeyRecord;
}

/** What is revoked stays so. */
function canSelect({ revokedAt }: ApiKeyRecord): boolean {
  return revokedAt === null;
}

function NameHead() {
  const translate = useTranslate();
  return (
    <Box sx={SELECTED}>
      <SelectPage canSelect={canSelect} />
      {translate("resources.apiKeys.fields.name")}
    </Box>
  );
}

function Name({ apiKey }: CellProps) {
  const translate = useTranslate();
  const { name, kind, prefix } = apiKey;
  return (
    <Box sx={SELECTED}>
      <SelectRow label={translate("darkroom.keys.bulk.select", { name })} isDisabled={!canSelect(apiKey)} />
      <div>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {name}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {translate(`darkroom.keys.kind.${kind}`)}, <code>{prefix}…</code>
        </Typography>
      </div>
    </Box>
  );
}

const SELECTED = { alignItems: "center", display: "flex", gap: 0.5, ml: -1.5 };

function Origins({ origins }: Pick<ApiKeyRecord, "origins">) {
  const translate = useTranslate();
  if (origins.length === 0) return translate("darkroom.keys.anywhere");
  return (
    <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
      {origins.map((origin) => (
        <li key={origin}>{origin}</li>
      ))}
    </Box>
  );
}

const STATES = {
  GOOD: { color: "success", Icon: GoodIcon },
  EXPIRED: { color: "warning", Icon: ExpiredIcon },
  REVOKED: { color: "default", Icon: RevokedIcon },
} as const;

function State({ apiKey }: CellProps) {
  const translate = useTranslate();
  const { revokedAt, expiresAt } = apiKey;
  const state = keyState(apiKey, useNow());
  const { color, Icon } = STATES[state];
  const label = translate(`darkroom.keys.state.${state}`);
  return (
    <Box sx={{ display: "inline-grid", gap: 0.5, justifyItems: "start" }}>
      <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={label} />
      <Typography variant="caption" color="text.secondary">
        {state === "GOOD" && translate(expiresAt ? "darkroom.keys.expires" : "darkroom.keys.never_expires")}{" "}
        {(state === "REVOKED" || expiresAt) && <RelativeTime at={revokedAt ?? expiresAt} />}
      </Typography>
    </Box>
  );
}

function Buttons({ apiKey }: CellProps) {
  const translate = useTranslate();
  if (apiKey.revokedAt) return null;
  return (
    <Box sx={{ display: "flex", gap: 1, justifyContent: { md: "flex-end" } }}>
      <EditButton
        label="darkroom.keys.change"
        aria-label={translate("darkroom.keys.change_which", { name: apiKey.name })}
      />
      <RevokeKeyButton apiKey={apiKey} />
    </Box>
  );
}
