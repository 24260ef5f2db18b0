import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { invalidate } from "../data-provider/use-action.js";
import { VERBS } from "../data-provider/verbs.js";
import { AccountIdsDocument } from "../gql/graphql.js";
import type { BulkScope } from "../jobs/use-bulk-acts.js";
import { wordsOf } from "../lib/api-error.js";
import { request } from "../lib/request.js";
import type { MadeLink } from "./MadeLinks.js";

/** How many are made at once. */
export const RECONNECT_LINKS_MAX = 200;
const PAGE_SIZE = 100;

/** Makes a reconnect link for each account of many, one after the other; those that are made stay, whatever becomes of the rest. */
export function useReconnectLinks(): ReconnectLinks {
  const queries = useQueryClient();
  const [made, setMade] = useState<MadeLink[]>([]);
  const [isMaking, setIsMaking] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const isStopped = useRef(false);
  // Whoever has left the page would never see the rest.
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );

  async function make(scope: BulkScope, expiresAt: string) {
    isStopped.current = false;
    setFault(null);
    setIsMaking(true);
    try {
      for (const accountId of await idsOf(scope)) {
        if (isStopped.current) break;
        const link = await makeOne(accountId, expiresAt);
        setMade((before) => [...before, link]);
      }
    } catch (error) {
      setFault(wordsOf(error));
    }
    setIsMaking(false);
    void invalidate(queries, VERBS.createReconnectLink.invalidates);
  }
  function stop() {
    isStopped.current = true;
  }
  return { made, isMaking, fault, make, stop };
}

interface ReconnectLinks {
  made: MadeLink[];
  isMaking: boolean;
  fault: string | null;
  make(scope: BulkScope, expiresAt: string): void;
  /** After the one that is in hand. */
  stop(): void;
}

async function makeOne(accountId: string, expiresAt: string): Promise<MadeLink> {
  const { url, connectLink } = await VERBS.createReconnectLink.run({ accountId, expiresAt });
  const { id, account } = connectLink;
  return {
    id,
    url,
    expiresAt: connectLink.expiresAt,
    username: account?.username,
    reference: account?.reference ?? null,
  };
}

async function idsOf(scope: BulkScope): Promise<string[]> {
  if ("accountIds" in scope) return scope.accountIds.slice(0, RECONNECT_LINKS_MAX);
  const ids = new Set<string>();
  for (let offset = 0; offset < RECONNECT_LINKS_MAX; offset += PAGE_SIZE) {
    const { accounts } = await request(AccountIdsDocument, { filter: scope.filter, first: PAGE_SIZE, offset });
    for (const { id } of accounts?.nodes ?? []) ids.add(id);
  }
  return [...ids];
}
