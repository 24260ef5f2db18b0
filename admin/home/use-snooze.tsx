import { Alert, type AlertProps, Button } from "@mui/material";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCloseNotification, useNotify } from "react-admin";
import { useAction } from "../data-provider/use-action.js";
import { NeedsAttentionDocument, type NeedsAttentionQuery } from "../gql/graphql.js";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";

const DAY_MS = 24 * 60 * 60 * 1_000;
const NOTICE_MS = 10_000;

interface Snoozed {
  id: string;
  username: string;
}

export function inDays(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS);
}

/** Takes an account out of the queue until an instant, at once, with a notice that puts it back. */
export function useSnooze(account: Snoozed): (until: Date) => void {
  const notify = useNotify();
  const queries = useQueryClient();
  const [snooze] = useAction("snoozeAccount", {
    onSuccess({ snoozedUntil }) {
      if (!snoozedUntil) return;
      notify(<SnoozedNotice account={account} until={new Date(snoozedUntil)} />, { autoHideDuration: NOTICE_MS });
    },
  });
  return (until) => {
    void takeOut(queries, account.id);
    snooze({ accountId: account.id, until: until.toISOString() });
  };
}

/** Whatever becomes of the act, the queue is asked for anew after it. */
async function takeOut(queries: QueryClient, id: string): Promise<void> {
  await queries.cancelQueries({ queryKey: ["accounts", NeedsAttentionDocument] });
  queries.setQueriesData<NeedsAttentionQuery>({ queryKey: ["accounts", NeedsAttentionDocument] }, (data) => {
    if (!data?.accounts) return data;
    const { nodes, totalCount } = data.accounts;
    return { accounts: { nodes: nodes.filter((one) => one.id !== id), totalCount: totalCount - 1 } };
  });
}

function SnoozedNotice({ account, until, ...props }: AlertProps & { account: Snoozed; until: Date }) {
  const translate = useTranslate();
  const format = useFormat();
  const close = useCloseNotification();
  const [putBack] = useAction("snoozeAccount", {
    successMessage: translate("darkroom.home.snooze.undone", { username: account.username }),
  });
  const undo = () => {
    close();
    putBack({ accountId: account.id, until: null });
  };
  const action = (
    <Button color="inherit" size="small" onClick={undo}>
      {translate("darkroom.ui.undo")}
    </Button>
  );
  return (
    <Alert severity="success" variant="filled" action={action} {...props}>
      {translate("darkroom.home.snooze.snoozed", { username: account.username, day: format.weekday(until) })}
    </Alert>
  );
}
