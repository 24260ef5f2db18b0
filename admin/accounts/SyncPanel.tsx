import SyncIcon from "@mui/icons-material/Sync";
import { Box, Button, LinearProgress, Typography } from "@mui/material";
import { EmptyState } from "../ui/EmptyState.js";
import { NextTime } from "../ui/NextTime.js";
import type { OneAccount } from "../ui/one-account.js";
import { Panel } from "../ui/Panel.js";
import { When } from "../ui/When.js";
import { SyncRuns } from "./SyncRuns.js";
import { type SyncUnderWay, useSync } from "./use-sync.js";

/** Bringing an account's posts up to date: by itself, now, and what the last times did. */
export function SyncPanel({ account }: { account: OneAccount }) {
  const { sync, mediaCount, isBusy, start } = useSync(account.id);
  const runs = account.syncRuns ?? [];
  return (
    <Panel title="Sync">
      <Typography variant="body2">
        Up to date: <When at={account.syncedAt} none="not yet" />. Next: <NextTime at={account.nextSyncAt} />.
      </Typography>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
        <Button variant="outlined" startIcon={<SyncIcon />} loading={isBusy} onClick={() => start(false)}>
          Sync now
        </Button>
        <Button disabled={isBusy} onClick={() => start(true)}>
          Sync everything
        </Button>
      </Box>
      <Box role="status">{isBusy && <Progress sync={sync} mediaCount={mediaCount} />}</Box>
      {runs.length > 0 ? (
        <SyncRuns runs={runs} />
      ) : (
        <EmptyState
          title={isBusy ? "The first sync is running." : "No syncs yet"}
          text="Posts from the connection are stored. Later syncs are listed here for 30 days with their results."
        />
      )}
    </Panel>
  );
}

function Progress({ sync, mediaCount }: { sync: SyncUnderWay | null; mediaCount: number | null }) {
  const postCount = sync?.postCount ?? 0;
  // A routine sync stops early: how far it has to go is unknown.
  const share = sync?.full && mediaCount ? Math.min(100, (100 * postCount) / mediaCount) : null;
  const of = sync?.full && mediaCount ? ` of ${mediaCount.toLocaleString("en")}` : "";
  return (
    <Box sx={{ display: "grid", gap: 0.5 }}>
      <LinearProgress
        aria-label="Sync in progress"
        {...(share === null ? {} : { variant: "determinate" as const, value: share })}
      />
      <Typography variant="body2" color="text.secondary">
        {sync?.pageCount
          ? `${postCount.toLocaleString("en")}${of} posts read, ${sync.pageCount} pages`
          : "Waiting for Instagram…"}
      </Typography>
    </Box>
  );
}
