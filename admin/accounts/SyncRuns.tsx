import FailedIcon from "@mui/icons-material/ErrorOutline";
import InterruptedIcon from "@mui/icons-material/HourglassBottom";
import DoneIcon from "@mui/icons-material/TaskAlt";
import { Box, Typography } from "@mui/material";
import type { SyncRunOutcome } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import type { AccountDetail } from "../ui/account-detail.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { syncResult } from "./sync-result.js";

type Run = NonNullable<AccountDetail["syncRuns"]>[number];

const ICONS: Record<SyncRunOutcome, typeof DoneIcon> = {
  OK: DoneIcon,
  FAILED: FailedIcon,
  INTERRUPTED: InterruptedIcon,
};

/** The last syncs, each in a line. */
export function SyncRuns({ runs }: { runs: readonly Run[] }) {
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
