import GoodIcon from "@mui/icons-material/CheckCircleOutline";
import RevokedIcon from "@mui/icons-material/LinkOff";
import ExpiredIcon from "@mui/icons-material/TimerOffOutlined";
import { Box, Chip, Typography } from "@mui/material";
import { EditButton, useRecordContext } from "react-admin";
import type { ApiKeyRecord } from "../data-provider/api-keys.js";
import { useTranslate } from "../i18n/use-translate.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { useNow } from "../ui/server-clock.js";
import { accountsText, keyState } from "./key-state.js";
import { RevokeKeyButton } from "./RevokeKeyButton.js";

// What a table's cell or a card's line shows of the key of its row.

export function KeyName() {
  const translate = useTranslate();
  const key = useRecordContext<ApiKeyRecord>();
  if (!key) return null;
  return (
    <>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {key.name}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {translate(`darkroom.keys.kind.${key.kind}`)}, <code>{key.prefix}…</code>
      </Typography>
    </>
  );
}

export function KeyScopes() {
  return useRecordContext<ApiKeyRecord>()?.scopes.join(", ") ?? null;
}

export function KeyAccounts() {
  const translate = useTranslate();
  const key = useRecordContext<ApiKeyRecord>();
  return key ? accountsText(key, translate) : null;
}

export function KeyOrigins() {
  const translate = useTranslate();
  const { origins = [] } = useRecordContext<ApiKeyRecord>() ?? {};
  if (origins.length === 0) return translate("darkroom.keys.anywhere");
  return (
    <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
      {origins.map((origin) => (
        <li key={origin}>{origin}</li>
      ))}
    </Box>
  );
}

export function KeyLastUse() {
  return <RelativeTime at={useRecordContext<ApiKeyRecord>()?.lastUsedAt} />;
}

const STATES = {
  GOOD: { color: "success", Icon: GoodIcon },
  EXPIRED: { color: "warning", Icon: ExpiredIcon },
  REVOKED: { color: "default", Icon: RevokedIcon },
} as const;

export function KeyState() {
  const translate = useTranslate();
  const now = useNow();
  const key = useRecordContext<ApiKeyRecord>();
  if (!key) return null;
  const state = keyState(key, now);
  const { color, Icon } = STATES[state];
  const label = translate(`darkroom.keys.state.${state}`);
  return (
    <Box sx={{ display: "inline-grid", gap: 0.5, justifyItems: "start" }}>
      <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={label} />
      <Typography variant="caption" color="text.secondary">
        {state === "GOOD" && translate(key.expiresAt ? "darkroom.keys.expires" : "darkroom.keys.never_expires")}{" "}
        {(state === "REVOKED" || key.expiresAt) && <RelativeTime at={key.revokedAt ?? key.expiresAt} />}
      </Typography>
    </Box>
  );
}

export function KeyButtons() {
  const translate = useTranslate();
  const key = useRecordContext<ApiKeyRecord>();
  if (!key || key.revokedAt) return null;
  const { name } = key;
  return (
    <Box sx={{ display: "flex", gap: 1, justifyContent: { md: "flex-end" } }}>
      <EditButton label="darkroom.keys.change" aria-label={translate("darkroom.keys.change_which", { name })} />
      <RevokeKeyButton apiKey={key} />
    </Box>
  );
}
