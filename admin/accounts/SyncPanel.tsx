import SyncIcon from "@mui/icons-material/Sync";
import { Box, Button, LinearProgress, Typography } from "@mui/material";
import { useTranslate } from "../i18n/use-translate.js";
import type { AccountDetail } from "../ui/account-detail.js";
import { EmptyState } from "../ui/EmptyState.js";
import { NextTime } from "../ui/NextTime.js";
import { Panel } from "../ui/Panel.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { SyncRuns } from "./SyncRuns.js";
import { type SyncUnderWay, useSync } from "./use-sync.js";

/** Bringing an account's posts up to date: by itself, now, and what the last times did. */
export function SyncPanel({ account }: { account: AccountDetail }) {
  const translate = useTranslate();
  const { sync, mediaCount, isBusy, start } = useSync(account.id);
  const runs = account.syncRuns ?? [];
  return (
    <Panel title={translate("darkroom.account.sync.title")}>
      <Typography variant="body2">
        {translate("darkroom.account.sync.up_to_date")}{" "}
        <RelativeTime at={account.syncedAt} none={translate("darkroom.ui.not_yet")} />.{" "}
        {translate("darkroom.account.sync.next")} <NextTime at={account.nextSyncAt} />.
      </Typography>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
        <Button variant="outlined" startIcon={<SyncIcon />} loading={isBusy} onClick={() => start(false)}>
          {translate("darkroom.account.sync.now")}
        </Button>
        <Button disabled={isBusy} onClick={() => start(true)}>
          {translate("darkroom.account.sync.everything")}
        </Button>
      </Box>
      <Box role="status">{isBusy && <Progress sync={sync} mediaCount={mediaCount} />}</Box>
      {runs.length > 0 ? (
        <SyncRuns runs={runs} />
      ) : (
        <EmptyState
          title={translate(isBusy ? "darkroom.account.sync.running" : "darkroom.account.sync.none")}
          text={translate("darkroom.account.sync.none_help")}
        />
      )}
    </Panel>
  );
}

function Progress({ sync, mediaCount }: { sync: SyncUnderWay | null; mediaCount: number | null }) {
  const translate = useTranslate();
  const postCount = sync?.postCount ?? 0;
  // A routine sync stops early: how far it has to go is unknown.
  const share = sync?.full && mediaCount ? Math.min(100, (100 * postCount) / mediaCount) : null;
  return (
    <Box sx={{ display: "grid", gap: 0.5 }}>
      <LinearProgress
        aria-label={translate("darkroom.account.sync.in_progress")}
        {...(share === null ? {} : { variant: "determinate" as const, value: share })}
      />
      <Typography variant="body2" color="text.secondary">
        {sync?.pageCount
          ? translate(share === null ? "darkroom.account.sync.read" : "darkroom.account.sync.read_of", {
              posts: postCount,
              all: mediaCount ?? 0,
              pages: sync.pageCount,
            })
          : translate("darkroom.account.sync.waiting")}
      </Typography>
    </Box>
  );
}
