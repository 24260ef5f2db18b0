import UsedIcon from "@mui/icons-material/CheckCircleOutline";
import RevokedIcon from "@mui/icons-material/LinkOff";
import WaitingIcon from "@mui/icons-material/Schedule";
import ExpiredIcon from "@mui/icons-material/TimerOffOutlined";
import { Box, Button, Chip, Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import type { LinkRowFragment } from "../gql/graphql.js";
import { AccountLink } from "../ui/AccountLink.js";
import { ConfirmDialog } from "../ui/ConfirmDialog.js";
import { type Column, RowTable } from "../ui/RowTable.js";
import { useNow } from "../ui/server-clock.js";
import { When } from "../ui/When.js";
import { type LinkState, linkState } from "./link-state.js";

/** Connect links and what has become of each; undefined while they are read. */
export function LinkTable({ links }: { links: readonly LinkRowFragment[] | undefined }) {
  const now = useNow();
  const [revoking, setRevoking] = useState<LinkRowFragment | null>(null);
  const columns: Column<LinkRowFragment>[] = [
    { head: "Link", width: "30%", cell: (link) => <Name link={link} /> },
    { head: "State", cell: (link) => <State link={link} state={linkState(link, now)} /> },
    { head: "Made", cell: ({ createdAt }) => <When at={createdAt} /> },
    { head: "Good until", cell: ({ expiresAt }) => <When at={expiresAt} /> },
    {
      head: "Acts",
      isActions: true,
      cell: (link) =>
        linkState(link, now) === "WAITING" && (
          <Button size="small" color="error" aria-label={`Revoke ${nameOf(link)}`} onClick={() => setRevoking(link)}>
            Revoke
          </Button>
        ),
    },
  ];
  return (
    <>
      <RowTable label="Connect links" columns={columns} rows={links} keyOf={({ id }) => id} />
      {revoking && <RevokeDialog link={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

function RevokeDialog({ link, onClose }: { link: LinkRowFragment; onClose(): void }) {
  const [revoke, isRevoking] = useAction("revokeConnectLink", {
    successMessage: "The link is revoked.",
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      title={`Revoke ${nameOf(link)}?`}
      actLabel="Revoke"
      isBusy={isRevoking}
      onAct={() => revoke({ id: link.id })}
      onClose={onClose}
    >
      The link stops working at once. Connected accounts stay connected.
    </ConfirmDialog>
  );
}

function Name({ link }: { link: LinkRowFragment }) {
  const { label, reference, account, usedAt } = link;
  return (
    <Box>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {label ?? reference ?? "Without a label"}
      </Typography>
      {label && reference && (
        <Typography variant="body2" color="text.secondary">
          {reference}
        </Typography>
      )}
      {account && !usedAt && (
        <Typography variant="body2" color="text.secondary">
          only for @{account.username}
        </Typography>
      )}
    </Box>
  );
}

const STATES = {
  WAITING: { label: "Waiting", color: "primary", Icon: WaitingIcon },
  USED: { label: "Used", color: "success", Icon: UsedIcon },
  REVOKED: { label: "Revoked", color: "default", Icon: RevokedIcon },
  EXPIRED: { label: "Expired", color: "default", Icon: ExpiredIcon },
} as const;

function State({ link: { account }, state }: { link: LinkRowFragment; state: LinkState }) {
  const { label, color, Icon } = STATES[state];
  return (
    <Box sx={{ alignItems: "center", display: "inline-flex", flexWrap: "wrap", gap: 1 }}>
      <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={label} />
      {state === "USED" && account && (
        <span>
          by <AccountLink account={account} />
        </span>
      )}
    </Box>
  );
}

function nameOf({ label, reference }: LinkRowFragment): string {
  const name = label ?? reference;
  return name ? `the link “${name}”` : "this link";
}
