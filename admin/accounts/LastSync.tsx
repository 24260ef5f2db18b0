import { Box, Typography } from "@mui/material";
import type { AccountRowFragment } from "../gql/graphql.js";
import { When } from "../ui/When.js";
import { CAUSE_WORDS } from "../ui/words.js";

type Run = NonNullable<AccountRowFragment["syncRuns"]>[number];

/** When an account was last synced, and what that brought. */
export function LastSync({ account }: { account: Pick<AccountRowFragment, "syncRuns" | "syncedAt"> }) {
  const run = account.syncRuns?.[0];
  const isFailed = run?.outcome === "FAILED";
  return (
    <Box>
      <Typography variant="body2" color={isFailed ? "error" : "textPrimary"}>
        {isFailed ? "Failed " : null}
        <When at={run?.startedAt ?? account.syncedAt} />
      </Typography>
      {run && (
        <Typography variant="caption" color="text.secondary" component="p">
          {runWords(run)}
        </Typography>
      )}
    </Box>
  );
}

/** What a sync did, in a line. */
export function runWords(run: Pick<Run, "outcome" | "cause" | "newCount" | "changedCount" | "removedCount">): string {
  const { outcome, cause, newCount, changedCount, removedCount } = run;
  if (outcome === "FAILED") return cause ? CAUSE_WORDS[cause] : "Something went wrong on this server";
  const counts = `+${newCount} new · ${changedCount} changed · ${removedCount} removed`;
  const words = newCount + changedCount + removedCount === 0 ? "Nothing new" : counts;
  return outcome === "INTERRUPTED" ? `${words}; continues later` : words;
}
