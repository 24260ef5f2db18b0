import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useNotify } from "react-admin";
import { useAction } from "../data-provider/use-action.js";
import { NeedsAttentionDocument, type NeedsAttentionQuery } from "../gql/graphql.js";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";
import { UndoNotice } from "../ui/UndoNotice.js";

const DAY_MS = 24 * 60 * 60 * 1_000;
const NOTICE_MS = 10_000;

export function inDays(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS);
}

/** Takes an account out of the queue until an instant, at once, with a notice that puts it back. */
export function useSnooze({ id, username }: { id: string; username: string }): (until: Date) => void {
  const translate = useTranslate();
  const format = useFormat();
  const notify = useNotify();
  const queries = useQueryClient();
  const [putBack] = useAction("snoozeAccount", {
    successMessage: translate("darkroom.home.snooze.undone", { username }),
  });
  const [snooze] = useAction("snoozeAccount", {
    onSuccess({ snoozedUntil }) {
      if (!snoozedUntil) return;
      const text = translate("darkroom.home.snooze.snoozed", { username, day: format.weekday(new Date(snoozedUntil)) });
      const undo = () => putBack({ accountId: id, until: null });
      notify(<UndoNotice text={text} onUndo={undo} />, { autoHideDuration: NOTICE_MS });
    },
  });
  return (until) => {
    void takeOut(queries, id);
    snooze({ accountId: id, until: until.toISOString() });
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
