import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { type AccountFilter, CountAccountsDocument } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import type { BulkScope, Selected } from "../jobs/bulk-scope.js";
import { request } from "../lib/request.js";

/** Refreshes the tokens of many accounts; asks first where Instagram would refuse some, as they are too young. */
export function useRefresh({ scope, count }: Selected, onBegun: (jobId: string) => void) {
  const [isCounting, setIsCounting] = useState(false);
  const [asked, setAsked] = useState<(YoungTokens & { scope: BulkScope }) | null>(null);
  const [start, isStarting] = useAction("refreshTokens", {
    onSuccess: ({ id }) => {
      setAsked(null);
      onBegun(id);
    },
  });
  async function onAct() {
    setIsCounting(true);
    // Counting is a courtesy: what fails here fails again, and is shown, where the job starts.
    const youngCount = await countYoung(scope).catch(() => 0);
    setIsCounting(false);
    if (youngCount > 0) setAsked({ scope, count, youngCount });
    else start(scope);
  }
  const dialog = asked && (
    <YoungDialog {...asked} isStarting={isStarting} onStart={() => start(asked.scope)} onClose={() => setAsked(null)} />
  );
  return { onAct, isBusy: isCounting || isStarting, dialog };
}

interface YoungTokens {
  count: number;
  youngCount: number;
}

interface YoungDialogProps extends YoungTokens {
  isStarting: boolean;
  onStart(): void;
  onClose(): void;
}

function YoungDialog({ count, youngCount, isStarting, onStart, onClose }: YoungDialogProps) {
  const translate = useTranslate();
  const restCount = Math.max(0, count - youngCount);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="young-title">
      <DialogTitle id="young-title">{translate("darkroom.accounts.bulk.young.title")}</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 1 }}>
        <Typography>
          {translate("darkroom.accounts.bulk.young.count", { young: youngCount, smart_count: count })}
        </Typography>
        <Typography>
          {restCount > 0
            ? translate("darkroom.accounts.bulk.young.some")
            : translate("darkroom.accounts.bulk.young.all")}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} color="inherit">
          {translate(restCount > 0 ? "darkroom.ui.cancel" : "darkroom.accounts.bulk.young.close")}
        </Button>
        {restCount > 0 && (
          <Button onClick={onStart} variant="contained" loading={isStarting}>
            {translate("darkroom.accounts.bulk.young.start", { smart_count: restCount })}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

/** What the API's filter takes. */
const IDS_MAX = 100;

async function countYoung(scope: BulkScope): Promise<number> {
  if ("filter" in scope) return await countOf({ ...scope.filter, refreshable: false });
  let count = 0;
  for (let start = 0; start < scope.accountIds.length; start += IDS_MAX) {
    count += await countOf({ ids: scope.accountIds.slice(start, start + IDS_MAX), refreshable: false });
  }
  return count;
}

async function countOf(filter: AccountFilter): Promise<number> {
  const { accounts } = await request(CountAccountsDocument, { filter });
  return accounts?.totalCount ?? 0;
}
