import DownloadIcon from "@mui/icons-material/FileDownloadOutlined";
import { Button } from "@mui/material";
import { useEffect, useRef, useState } from "react";
import { useNotify } from "react-admin";
import { orderOf } from "../data-provider/accounts.js";
import type { ListQuery } from "../data-provider/resource.js";
import type { AccountFilter } from "../gql/graphql.js";
import { wordsOf } from "../lib/api-error.js";
import { downloadCsv } from "../lib/csv.js";
import { exportAccounts } from "./export-accounts.js";

/** All accounts that the filter holds as a CSV file, without any secret; says how far it is, and stops when pressed again. */
export function ExportButton({ filter, sort }: { filter: AccountFilter; sort: ListQuery["sort"] }) {
  const notify = useNotify();
  const [words, setWords] = useState<string | null>(null);
  const underWay = useRef<AbortController | null>(null);
  useEffect(() => () => underWay.current?.abort(), []);

  async function start() {
    const controller = new AbortController();
    underWay.current = controller;
    setWords("Starting…");
    try {
      const text = await exportAccounts({
        filter,
        orderBy: orderOf(sort),
        signal: controller.signal,
        onProgress: ({ count, totalCount }) => setWords(`${count} of ${totalCount}`),
      });
      if (text !== null) downloadCsv("accounts.csv", text);
    } catch (error) {
      notify(wordsOf(error), { type: "error" });
    } finally {
      setWords(null);
    }
  }

  if (words === null) {
    return (
      <Button startIcon={<DownloadIcon />} onClick={start}>
        Export CSV
      </Button>
    );
  }
  return (
    <Button startIcon={<DownloadIcon />} onClick={() => underWay.current?.abort()} aria-live="polite">
      {words}, stop
    </Button>
  );
}
