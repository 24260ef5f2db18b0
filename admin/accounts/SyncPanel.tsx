import FailedIcon from "@mui/icons-material/ErrorOutline";
import InterruptedIcon from "@mui/icons-material/HourglassBottom";
import SyncIcon from "@mui/icons-material/Sync";
import DoneIcon from "@mui/icons-material/TaskAlt";
import { Box, Button, LinearProgress, Typography } from "@mui/material";
import type { SyncRunOutcome } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import type { AccountDetail } from "../ui/account-detail.js";
import { EmptyState } from "../ui/EmptyState.js";
import { Panel } from "../ui/Panel.js";
import { NextTime, RelativeTime } from "../ui/RelativeTime.js";
import { syncResult } from "./sync-result.js";
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

type Run = NonNullable<AccountDetail["syncRuns"]>[number];

const ICONS: Record<SyncRunOutcome, typeof DoneIcon> = {
  OK: DoneIcon,
  FAILED: FailedIcon,
  INTERRUPTED: InterruptedIcon,
};

/** The last syncs, each in a line. */
function SyncRuns({ runs }: { runs: readonly Run[] }) {
  const translate = useTranslate();
  return (
    <Box
      component="ol"
      aria-label={translate("darkroom.account.sync.runs")}
      sx={{ display: "grid", gap: 1, listStyle: "none", m: 0, p: 0 }}
    >
      {runs.map((run) => (
        <SyncRunItem key={run.id} run={run} />
      ))}
    </Box>
  );
}

function SyncRunItem({ run }: { run: Run }) {
  const translate = useTranslate();
  const { outcome, full, ms, startedAt, brokenCount, unknownTypeCount } = run;
  const Icon = ICONS[outcome];
  const color = outcome === "FAILED" ? "error" : outcome === "OK" ? "success" : "warning";
  const details = [
    full && translate("darkroom.account.sync.everything_read"),
    translate("darkroom.account.sync.seconds", { count: Math.round(ms / 100) / 10 }),
    brokenCount > 0 && translate("darkroom.account.sync.unreadable", { count: brokenCount }),
    unknownTypeCount > 0 && translate("darkroom.account.sync.unknown_type", { count: unknownTypeCount }),
  ].filter(Boolean);
  return (
    <Box component="li" sx={{ columnGap: 1.5, display: "grid", gridTemplateColumns: "20px minmax(0, 1fr) auto" }}>
      <Icon fontSize="small" color={color} titleAccess={translate(`darkroom.account.sync.${outcome}`)} />
      <Typography variant="body2">
        {syncResult(run, translate)}
        <Typography component="span" variant="caption" color="text.secondary" sx={{ display: "block" }}>
          {details.join(" · ")}
        </Typography>
      </Typography>
      <Typography variant="body2" color="text.secondary">
        <RelativeTime at={startedAt} />
      </Typography>
    </Box>
  );
}
