import { Box, Button, Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { useTranslate } from "../i18n/use-translate.js";
import type { AccountDetail } from "../ui/account-detail.js";
import { Panel } from "../ui/Panel.js";
import { DisconnectDialog } from "./DisconnectDialog.js";

/** What stops an account: for a while, or for good. */
export function DangerPanel({ account }: { account: AccountDetail }) {
  const translate = useTranslate();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Panel title={translate("darkroom.account.danger.title")}>
      <PauseLine account={account} />
      <Box sx={LINE}>
        <Typography variant="body2" sx={WORDS}>
          {translate("darkroom.account.danger.disconnect_help", { username: account.username })}
        </Typography>
        <Button color="error" variant="outlined" onClick={() => setIsAsking(true)}>
          {translate("darkroom.account.danger.disconnect")}
        </Button>
      </Box>
      {isAsking && <DisconnectDialog account={account} onClose={() => setIsAsking(false)} />}
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
