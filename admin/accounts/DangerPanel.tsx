import { Box, Button, Typography } from "@mui/material";
import { useNavigate } from "react-router-dom";
import { useAction } from "../data-provider/use-action.js";
import { type Translate, useTranslate } from "../i18n/use-translate.js";
import type { AccountDetail } from "../ui/account-detail.js";
import { ConfirmButton } from "../ui/ConfirmButton.js";
import { Panel } from "../ui/Panel.js";

/** What stops an account: for a while, or for good. */
export function DangerPanel({ account }: { account: AccountDetail }) {
  const translate = useTranslate();
  return (
    <Panel title={translate("darkroom.account.danger.title")}>
      <PauseLine account={account} />
      <Box sx={LINE}>
        <Typography variant="body2" sx={WORDS}>
          {translate("darkroom.account.danger.disconnect_help", { username: account.username })}
        </Typography>
        <DisconnectButton account={account} />
      </Box>
    </Panel>
  );
}

function PauseLine({ account: { id, username, paused } }: { account: AccountDetail }) {
  const translate = useTranslate();
  const [pause, isPausing] = useAction("pauseAccount", {
    successMessage: translate("darkroom.account.danger.paused", { username }),
  });
  const [resume, isResuming] = useAction("resumeAccount", {
    successMessage: translate("darkroom.home.attention.resumed", { username }),
  });
  return (
    <Box sx={LINE}>
      <Typography variant="body2" sx={WORDS}>
        {translate(paused ? "darkroom.account.danger.paused_help" : "darkroom.account.danger.pause_help")}
      </Typography>
      <Button
        variant="outlined"
        color="inherit"
        loading={isPausing || isResuming}
        onClick={() => (paused ? resume : pause)({ accountId: id })}
      >
        {translate(paused ? "darkroom.account.danger.resume" : "darkroom.account.danger.pause")}
      </Button>
    </Box>
  );
}

const LINE = { alignItems: "center", display: "flex", flexWrap: "wrap", gap: 2, justifyContent: "space-between" };
const WORDS = { flex: "1 1 300px", maxWidth: 640 };

/** Asks for the account's name before it is forgotten, and says what stops working with it. */
function DisconnectButton({ account }: { account: AccountDetail }) {
  const translate = useTranslate();
  const { id, username, postCount } = account;
  const navigate = useNavigate();
  const [disconnect, isDisconnecting] = useAction("disconnectAccount", {
    successMessage: translate("darkroom.account.danger.disconnected", { username }),
    onSuccess: () => navigate("/accounts"),
  });
  return (
    <ConfirmButton
      button={{ variant: "outlined" }}
      title={translate("darkroom.account.danger.disconnect_title", { username })}
      actLabel={translate("darkroom.account.danger.disconnect")}
      typedName={username}
      isBusy={isDisconnecting}
      onAct={() => disconnect({ accountId: id })}
    >
      {translate("darkroom.account.danger.erased", { smart_count: postCount })}{" "}
      {translate("darkroom.account.danger.sites", { username })} {keysSentence(account, translate)}
    </ConfirmButton>
  );
}

const NAMES_MAX = 5;

function keysSentence({ apiKeys }: AccountDetail, translate: Translate): string {
  const named = (apiKeys ?? []).filter((key) => !key.allAccounts).map((key) => key.name);
  const all = (apiKeys ?? []).filter((key) => key.allAccounts).length;
  if (named.length === 0 && all === 0) return translate("darkroom.account.danger.no_key");
  if (named.length === 0) return translate("darkroom.account.danger.all_keys", { count: all });
  const shown = named.slice(0, NAMES_MAX).join(", ");
  const count = named.length - NAMES_MAX;
  const names = count > 0 ? translate("darkroom.account.danger.and_more", { names: shown, count }) : shown;
  return translate("darkroom.account.danger.keys", { names });
}
