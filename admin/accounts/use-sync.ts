import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { invalidate, useAction } from "../data-provider/use-action.js";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { VERBS } from "../data-provider/verbs.js";
import { AccountSyncDocument, type AccountSyncQuery } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { REFRESH_EVERY_MS } from "../query-client.js";

const WATCH_EVERY_MS = 2_000;

export type SyncUnderWay = NonNullable<NonNullable<AccountSyncQuery["account"]>["sync"]>;

/** An account's sync, watched closely while it runs; when it ends, the accounts are read again. */
export function useSync(accountId: string): Sync {
  const translate = useTranslate();
  const [isRunning, setIsRunning] = useState(false);
  const [start, isStarting] = useAction("syncAccount", {
    successMessage: (syncAccount) =>
      translate(syncAccount.sync?.running ? "darkroom.account.sync.continues" : "darkroom.account.sync.is_up_to_date"),
  });
  const isWatched = isRunning || isStarting;
  const { data } = useGraphqlQuery("accounts", AccountSyncDocument, {
    variables: { id: accountId },
    refetchInterval: isWatched ? WATCH_EVERY_MS : REFRESH_EVERY_MS,
  });
  const sync = data?.account?.sync ?? null;
  const isNowRunning = sync?.running ?? false;
  useEnding(isNowRunning);
  useEffect(() => setIsRunning(isNowRunning), [isNowRunning]);
  return {
    sync: isNowRunning ? sync : null,
    mediaCount: data?.account?.profile.mediaCount ?? null,
    isBusy: isWatched,
    start: (full) => start({ accountId, full }),
  };
}

interface Sync {
  /** The one under way. */
  sync: SyncUnderWay | null;
  mediaCount: number | null;
  isBusy: boolean;
  /** `full`: every post is read. */
  start(full: boolean): void;
}

function useEnding(isRunning: boolean): void {
  const queries = useQueryClient();
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !isRunning) void invalidate(queries, VERBS.syncAccount.invalidates);
    wasRunning.current = isRunning;
  }, [isRunning, queries]);
}
