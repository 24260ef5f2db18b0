import { Box, Typography } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { NextTime, RelativeTime } from "../ui/RelativeTime.js";
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

/** When a token was last refreshed and what came of it, and when it is tried next. */
export function LastRefresh() {
  const translate = useTranslate();
  const token = useRecordContext<AccountRowFragment>()?.token;
  if (!token) return <Typography variant="body2">–</Typography>;
  const { failure, refreshedAt, nextRefreshAt } = token;
  return (
    <Box>
      <Typography variant="body2" color={failure ? "error" : "textPrimary"}>
        {failure ? `${translate("darkroom.account.sync.FAILED")} ` : null}
        <RelativeTime at={failure?.lastAt ?? refreshedAt} none={translate("darkroom.accounts.not_refreshed")} />
      </Typography>
      <Typography variant="caption" color="text.secondary" component="p">
        {failure && `${translate(`darkroom.ui.cause.${failure.cause}`)}. `}
        {(nextRefreshAt || !failure) && (
          <>
            {translate("darkroom.accounts.next_refresh")} <NextTime at={nextRefreshAt} />
          </>
        )}
      </Typography>
    </Box>
  );
}
