import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { checkRows, type ImportPlan, planImport } from "../../../server/csv/plan-import.js";
import { type FileFault, readCsv } from "../../../server/csv/read-csv.js";
import { invalidate } from "../../data-provider/use-action.js";
import { VERBS } from "../../data-provider/verbs.js";
import { type ImportedAccountFragment, ImportedAccountsDocument } from "../../gql/graphql.js";
import { errorText } from "../../i18n/error-text.js";
import { useTranslate } from "../../i18n/use-translate.js";
import { request } from "../../lib/request.js";

export type ImportState =
  | { step: "CHOOSE"; fault: FileFault | null; error: string | null }
  | { step: "READING" | "WRITING"; doneCount: number; totalCount: number }
  | { step: "PREVIEW"; plan: ImportPlan }
  | { step: "DONE"; changedCount: number; totalCount: number; error: string | null };

/** Accounts of one request: even with the longest texts they are less than the API takes. */
const BATCH_SIZE = 100;

/** Reads a file, finds its accounts, and then changes these, batch by batch; `stop` ends it after the one in hand. */
export function useImport() {
  const translate = useTranslate();
  const queries = useQueryClient();
  const [state, setState] = useState<ImportState>({ step: "CHOOSE", fault: null, error: null });
  const isStopped = useRef(false);
  // Whoever has left the page would never see the rest.
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );

  async function read(file: Blob) {
    isStopped.current = false;
    setState({ step: "READING", doneCount: 0, totalCount: 0 });
    try {
      const found = await readCsv(file);
      if (found.fault !== null) return setState({ step: "CHOOSE", fault: found.fault, error: null });
      const checked = checkRows(found);
      const accounts: ImportedAccountFragment[] = [];
      const totalCount = checked.usernames.length;
      for (const [start, usernames] of batchesOf(checked.usernames)) {
        setState({ step: "READING", doneCount: start, totalCount });
        const { accounts: page } = await request(ImportedAccountsDocument, { usernames });
        accounts.push(...(page?.nodes ?? []));
        if (isStopped.current) return;
      }
      setState({ step: "PREVIEW", plan: planImport(checked, accounts) });
    } catch (error) {
      setState({ step: "CHOOSE", fault: null, error: errorText(error, translate) });
    }
  }

  async function write({ changes }: ImportPlan) {
    isStopped.current = false;
    let changedCount = 0;
    let failure: string | null = null;
    try {
      for (const [start, batch] of batchesOf(changes)) {
        if (isStopped.current) break;
        setState({ step: "WRITING", doneCount: start, totalCount: changes.length });
        const updates = batch.map(({ id, input }) => ({ accountId: id, input }));
        changedCount += await VERBS.updateAccounts.run({ updates });
      }
    } catch (error) {
      failure = errorText(error, translate);
    } finally {
      void invalidate(queries, VERBS.updateAccounts.invalidates);
    }
    setState({ step: "DONE", changedCount, totalCount: changes.length, error: failure });
  }

  function stop() {
    isStopped.current = true;
  }
  return { state, read, write, stop };
}

function batchesOf<T>(items: readonly T[]): [start: number, batch: T[]][] {
  const starts = Array.from({ length: Math.ceil(items.length / BATCH_SIZE) }, (_, n) => n * BATCH_SIZE);
  return starts.map((start) => [start, items.slice(start, start + BATCH_SIZE)]);
}
