import { Box, Button, Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import type { OneAccount } from "../ui/one-account.js";
import { Panel } from "../ui/Panel.js";
import { DisconnectDialog } from "./DisconnectDialog.js";

/** What stops an account: for a while, or for good. */
export function DangerPanel({ account }: { account: OneAccount }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Panel title="Danger zone">
      <PauseLine account={account} />
      <Box sx={LINE}>
        <Typography variant="body2" sx={WORDS}>
          Disconnecting forgets the token, every post and every picture of @{account.username}. It cannot be undone;
          connecting it again begins anew.
        </Typography>
        <Button color="error" variant="outlined" onClick={() => setIsAsking(true)}>
          Disconnect account
        </Button>
      </Box>
      {isAsking && <DisconnectDialog account={account} onClose={() => setIsAsking(false)} />}
    </Panel>
  );
}

function PauseLine({ account: { id, username, paused } }: { account: OneAccount }) {
  const [pause, isPausing] = useAction("pauseAccount", { successMessage: `@${username} is paused.` });
  const [resume, isResuming] = useAction("resumeAccount", {
    successMessage: `@${username} is synced on schedule again.`,
  });
  return (
    <Box sx={LINE}>
      <Typography variant="body2" sx={WORDS}>
        {paused
          ? "Scheduled syncs are paused. The token is still refreshed, and stored posts are still served."
          : "Pausing stops scheduled syncs. The token is still refreshed, and stored posts are still served."}
      </Typography>
      <Button
        variant="outlined"
        color="inherit"
        loading={isPausing || isResuming}
        onClick={() => (paused ? resume : pause)({ accountId: id })}
      >
        {paused ? "Resume account" : "Pause account"}
      </Button>
    </Box>
  );
}

const LINE = { alignItems: "center", display: "flex", flexWrap: "wrap", gap: 2, justifyContent: "space-between" };
const WORDS = { flex: "1 1 300px", maxWidth: 640 };
