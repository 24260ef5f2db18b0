import FailedIcon from "@mui/icons-material/ErrorOutline";
import InterruptedIcon from "@mui/icons-material/HourglassBottom";
import DoneIcon from "@mui/icons-material/TaskAlt";
import { Box, Typography } from "@mui/material";
import type { SyncRunOutcome } from "../gql/graphql.js";
import type { OneAccount } from "../ui/one-account.js";
import { When } from "../ui/When.js";
import { runWords } from "./LastSync.js";

type Run = NonNullable<OneAccount["syncRuns"]>[number];

const ICONS: Record<SyncRunOutcome, typeof DoneIcon> = {
  OK: DoneIcon,
  FAILED: FailedIcon,
  INTERRUPTED: InterruptedIcon,
};
const OUTCOME_WORDS: Record<SyncRunOutcome, string> = { OK: "Done", FAILED: "Failed", INTERRUPTED: "Interrupted" };

/** The last syncs, each in a line. */
export function SyncRuns({ runs }: { runs: readonly Run[] }) {
  return (
    <Box component="ol" aria-label="Last syncs" sx={{ display: "grid", gap: 1, listStyle: "none", m: 0, p: 0 }}>
      {runs.map((run) => (
        <SyncRunItem key={run.id} run={run} />
      ))}
    </Box>
  );
}

function SyncRunItem({ run }: { run: Run }) {
  const { outcome, full, ms, startedAt, brokenCount, unknownTypeCount } = run;
  const Icon = ICONS[outcome];
  const color = outcome === "FAILED" ? "error" : outcome === "OK" ? "success" : "warning";
  const details = [
    full && "everything read",
    `${(ms / 1_000).toFixed(1)} s`,
    brokenCount > 0 && `${brokenCount} unreadable`,
    unknownTypeCount > 0 && `${unknownTypeCount} of an unknown type left out`,
  ].filter(Boolean);
  return (
    <Box component="li" sx={{ columnGap: 1.5, display: "grid", gridTemplateColumns: "20px minmax(0, 1fr) auto" }}>
      <Icon fontSize="small" color={color} titleAccess={OUTCOME_WORDS[outcome]} />
      <Typography variant="body2">
        {runWords(run)}
        <Typography component="span" variant="caption" color="text.secondary" sx={{ display: "block" }}>
          {details.join(" · ")}
        </Typography>
      </Typography>
      <Typography variant="body2" color="text.secondary">
        <When at={startedAt} />
      </Typography>
    </Box>
  );
}
