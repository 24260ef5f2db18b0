import DownloadIcon from "@mui/icons-material/GetApp";
import {
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  LinearProgress,
  Button as MuiButton,
  Typography,
} from "@mui/material";
import { useEffect, useRef, useState } from "react";
import { Button, useListContext, useLogoutIfAccessDenied, useNotify } from "react-admin";
import { accounts } from "../data-provider/accounts.js";
import type { AccountFilter, AccountRowFragment } from "../gql/graphql.js";
import { errorText } from "../i18n/error-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { accountExporter } from "./account-exporter.js";

/** Downloads all that the filter holds as a CSV file. React-admin's own says not how far it is, and cannot be stopped. */
export function ExportButton() {
  const translate = useTranslate();
  const { total = 0 } = useListContext();
  const { progress, start, stop } = useExport();
  return (
    <>
      <Button
        label="darkroom.accounts.export"
        // React-admin leaves it out on phones.
        aria-label={translate("darkroom.accounts.export")}
        disabled={total === 0 || progress !== null}
        onClick={start}
      >
        <DownloadIcon />
      </Button>
      {progress && progress.totalCount > PAGE_SIZE && <ExportDialog {...progress} onStop={stop} />}
    </>
  );
}

interface Progress {
  doneCount: number;
  totalCount: number;
}

function ExportDialog({ doneCount, totalCount, onStop }: Progress & { onStop(): void }) {
  const translate = useTranslate();
  const title = translate("darkroom.accounts.exporting.title");
  return (
    <Dialog open fullWidth maxWidth="xs" aria-labelledby="export-title">
      <DialogTitle id="export-title">{title}</DialogTitle>
      <DialogContent>
        <LinearProgress variant="determinate" value={(100 * doneCount) / totalCount} aria-label={title} />
        <Typography variant="body2" role="status" sx={{ mt: 1 }}>
          {translate("darkroom.accounts.exporting.progress", { done: doneCount, total: totalCount })}
        </Typography>
      </DialogContent>
      <DialogActions>
        <MuiButton color="inherit" onClick={onStop} autoFocus>
          {translate("darkroom.accounts.exporting.stop")}
        </MuiButton>
      </DialogActions>
    </Dialog>
  );
}

/** What the API returns at once. */
const PAGE_SIZE = 100;
const ROWS_MAX = 100_000;

function useExport() {
  const translate = useTranslate();
  const notify = useNotify();
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  const { filterValues, sort } = useListContext();
  const [progress, setProgress] = useState<Progress | null>(null);
  const isStopped = useRef(false);
  // Whoever has left the page waits for no file.
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );
  async function read(filter: AccountFilter): Promise<AccountRowFragment[]> {
    // An account that moved between two pages is met twice.
    const rows = new Map<string, AccountRowFragment>();
    for (let offset = 0; offset < ROWS_MAX && !isStopped.current; offset += PAGE_SIZE) {
      const page = await accounts.list({ offset, first: PAGE_SIZE, sort, filter: { ...filter } });
      for (const row of page.rows) rows.set(row.id, row);
      setProgress({ doneCount: rows.size, totalCount: Math.min(ROWS_MAX, page.totalCount ?? 0) });
      if (page.rows.length < PAGE_SIZE) break;
    }
    return [...rows.values()];
  }
  async function start() {
    isStopped.current = false;
    setProgress({ doneCount: 0, totalCount: 0 });
    try {
      const rows = await read(filterValues);
      if (!isStopped.current) accountExporter(rows);
    } catch (error) {
      if (!(await logoutIfAccessDenied(error))) notify(errorText(error, translate), { type: "error" });
    } finally {
      setProgress(null);
    }
  }
  function stop() {
    isStopped.current = true;
  }
  return { progress, start, stop };
}
