import { Box, Typography } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { syncResult } from "./sync-result.js";

/** When an account was last synced, and what that brought. */
export function LastSync() {
  const translate = useTranslate();
  const account = useRecordContext<AccountRowFragment>();
  if (!account) return null;
  const run = account.syncRuns?.[0];
  const isFailed = run?.outcome === "FAILED";
  return (
    <Box>
      <Typography variant="body2" color={isFailed ? "error" : "textPrimary"}>
        {isFailed ? `${translate("darkroom.account.sync.FAILED")} ` : null}
        <RelativeTime at={run?.startedAt ?? account.syncedAt} />
      </Typography>
      {run && (
        <Typography variant="caption" color="text.secondary" component="p">
          {syncResult(run, translate)}
        </Typography>
      )}
    </Box>
  );
}
