import GoodIcon from "@mui/icons-material/CheckCircleOutline";
import RevokedIcon from "@mui/icons-material/LinkOff";
import ExpiredIcon from "@mui/icons-material/TimerOffOutlined";
import { Box, Button, Chip, Typography } from "@mui/material";
import type { KeyRowFragment } from "../gql/graphql.js";
import { type Column, RowTable } from "../ui/RowTable.js";
import { useNow } from "../ui/server-clock.js";
import { When } from "../ui/When.js";
import { keyState, readsWords } from "./key-state.js";

interface KeyTableProps {
  /** Undefined while they are read. */
  keys: readonly KeyRowFragment[] | undefined;
  onEdit(key: KeyRowFragment): void;
  onRevoke(key: KeyRowFragment): void;
}

/** The keys, what each may do, and whether it is still good. */
export function KeyTable({ keys, onEdit, onRevoke }: KeyTableProps) {
  const now = useNow();
  const columns: Column<KeyRowFragment>[] = [
    { head: "Key", width: "20%", cell: (key) => <Name apiKey={key} /> },
    { head: "May", cell: ({ scopes }) => scopes.join(", ") },
    { head: "Reads", width: "15%", cell: readsWords },
    { head: "Sites", width: "25%", cell: ({ origins }) => <Sites origins={origins} /> },
    { head: "Last used", cell: ({ lastUsedAt }) => <When at={lastUsedAt} /> },
    { head: "State", cell: (key) => <State apiKey={key} now={now} /> },
    {
      head: "Acts",
      isActions: true,
      cell: (key) =>
        key.revokedAt === null && <Acts name={key.name} onEdit={() => onEdit(key)} onRevoke={() => onRevoke(key)} />,
    },
  ];
  return <RowTable label="API keys" columns={columns} rows={keys} keyOf={({ id }) => id} />;
}

function Name({ apiKey: { name, kind, prefix } }: { apiKey: KeyRowFragment }) {
  return (
    <Box>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {name}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {kind === "SECRET" ? "Secret" : "Publishable"}, <code>{prefix}…</code>
      </Typography>
    </Box>
  );
}

function Sites({ origins }: { origins: readonly string[] }) {
  if (origins.length === 0) return "anywhere";
  return (
    <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
      {origins.map((origin) => (
        <li key={origin}>{origin}</li>
      ))}
    </Box>
  );
}

const STATES = {
  GOOD: { label: "Good", color: "success", Icon: GoodIcon },
  EXPIRED: { label: "Expired", color: "warning", Icon: ExpiredIcon },
  REVOKED: { label: "Revoked", color: "default", Icon: RevokedIcon },
} as const;

function State({ apiKey, now }: { apiKey: KeyRowFragment; now: Date }) {
  const state = keyState(apiKey, now);
  const { label, color, Icon } = STATES[state];
  return (
    <Box sx={{ display: "inline-grid", gap: 0.5, justifyItems: "start" }}>
      <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={label} />
      <Typography variant="caption" color="text.secondary">
        {state === "GOOD" && !apiKey.expiresAt && "never runs out"}
        {state === "GOOD" && apiKey.expiresAt && "runs out "}
        {(state === "REVOKED" || apiKey.expiresAt) && <When at={apiKey.revokedAt ?? apiKey.expiresAt} />}
      </Typography>
    </Box>
  );
}

function Acts({ name, onEdit, onRevoke }: { name: string; onEdit(): void; onRevoke(): void }) {
  return (
    <Box sx={{ display: "flex", justifyContent: { md: "flex-end" } }}>
      <Button size="small" aria-label={`Change ${name}`} onClick={onEdit}>
        Change
      </Button>
      <Button size="small" color="error" aria-label={`Revoke ${name}`} onClick={onRevoke}>
        Revoke
      </Button>
    </Box>
  );
}
