import UsedIcon from "@mui/icons-material/CheckCircleOutline";
import RevokedIcon from "@mui/icons-material/LinkOff";
import WaitingIcon from "@mui/icons-material/Schedule";
import ExpiredIcon from "@mui/icons-material/TimerOffOutlined";
import { Box, Button, Chip, Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import type { LinkRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { AccountLink } from "../ui/AccountLink.js";
import { ConfirmButton } from "../ui/ConfirmButton.js";
import { EmptyState } from "../ui/EmptyState.js";
import { SHORT_PAGES } from "../ui/ListPager.js";
import { Panel } from "../ui/Panel.js";
import { RecordList } from "../ui/RecordList.js";
import { RecordColumn, RecordTable } from "../ui/RecordTable.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { useNow } from "../ui/server-clock.js";
import { LinkCreate } from "./LinkCreate.js";
import { LinksCreate } from "./LinksCreate.js";
import { linkState } from "./link-state.js";

const Column = RecordColumn<LinkRowFragment>;
const COLUMNS = ["state", "createdAt", "expiresAt"];

/** Connect links: one-time addresses that account owners open without signing in here. */
export function LinkPanel() {
  const translate = useTranslate();
  const [creating, setCreating] = useState<"one" | "many" | null>(null);
  const close = () => setCreating(null);
  const title = translate("resources.connectLinks.name", { smart_count: 2 });
  const buttons = (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
      <Button onClick={() => setCreating("many")}>{translate("darkroom.links.create_many")}</Button>
      <Button variant="outlined" onClick={() => setCreating("one")}>
        {translate("resources.connectLinks.action.create")}
      </Button>
    </Box>
  );
  const empty = <EmptyState title={translate("darkroom.links.empty")} text={translate("darkroom.links.empty_help")} />;
  return (
    <Panel title={title} actions={buttons}>
      <RecordList resource="connectLinks" columns={COLUMNS} component="div" perPageOptions={SHORT_PAGES} empty={empty}>
        <RecordTable label={title} sx={TABLE}>
          <Column source="label" render={(link) => <Name link={link} />} />
          <Column source="state" render={(link) => <State link={link} />} />
          <Column source="createdAt" render={({ createdAt }) => <RelativeTime at={createdAt} />} />
          <Column source="expiresAt" render={({ expiresAt }) => <RelativeTime at={expiresAt} />} />
          <Column label="darkroom.ui.actions" align="right" render={(link) => <RevokeLinkButton link={link} />} />
        </RecordTable>
      </RecordList>
      {creating === "one" && <LinkCreate onClose={close} />}
      {creating === "many" && <LinksCreate onClose={close} />}
    </Panel>
  );
}

const TABLE = { "& .column-label": { overflowWrap: "anywhere" } };

function Name({ link: { label, reference, account, usedAt } }: { link: LinkRowFragment }) {
  const translate = useTranslate();
  return (
    <Box>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {label ?? reference ?? translate("darkroom.links.no_label")}
      </Typography>
      {label && reference && (
        <Typography variant="body2" color="text.secondary">
          {reference}
        </Typography>
      )}
      {account && !usedAt && (
        <Typography variant="body2" color="text.secondary">
          {translate("darkroom.links.only_for", { username: account.username })}
        </Typography>
      )}
    </Box>
  );
}

const STATES = {
  WAITING: { color: "primary", Icon: WaitingIcon },
  USED: { color: "success", Icon: UsedIcon },
  REVOKED: { color: "default", Icon: RevokedIcon },
  EXPIRED: { color: "default", Icon: ExpiredIcon },
} as const;

function State({ link }: { link: LinkRowFragment }) {
  const translate = useTranslate();
  const state = linkState(link, useNow());
  const { color, Icon } = STATES[state];
  const label = translate(`darkroom.links.state.${state}`);
  return (
    <Box sx={{ alignItems: "center", display: "inline-flex", flexWrap: "wrap", gap: 1 }}>
      <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={label} />
      {state === "USED" && link.account && (
        <span>
          {translate("darkroom.links.by")} <AccountLink account={link.account} />
        </span>
      )}
    </Box>
  );
}

/** Ends a link as long as it waits for its owner. The link stays in the list. */
function RevokeLinkButton({ link }: { link: LinkRowFragment }) {
  const translate = useTranslate();
  const now = useNow();
  const [revoke, isRevoking] = useAction("revokeConnectLink", { successMessage: translate("darkroom.links.revoked") });
  if (linkState(link, now) !== "WAITING") return null;
  const name = link.label ?? link.reference;
  const which = name ? translate("darkroom.links.the_link", { name }) : translate("darkroom.links.this_link");
  return (
    <ConfirmButton
      button={{ size: "small", "aria-label": translate("darkroom.links.revoke_which", { which }) }}
      title={translate("darkroom.links.revoke_title", { which })}
      actLabel={translate("darkroom.links.revoke")}
      isBusy={isRevoking}
      onAct={(close) => revoke({ id: link.id }, { onSuccess: close })}
    >
      {translate("darkroom.links.revoke_help")}
    </ConfirmButton>
  );
}
