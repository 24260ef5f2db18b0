import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  LinearProgress,
  Typography,
} from "@mui/material";
import { BYTES_MAX, ROWS_MAX } from "../../../server/csv/read-csv.js";
import { type MessageKey, useTranslate } from "../../i18n/use-translate.js";
import { FileButton } from "../../ui/FileButton.js";
import { ImportPreview } from "./ImportPreview.js";
import { type ImportState, useImport } from "./use-import.js";

/** Takes references and tags of accounts from a CSV file, after it has shown what would change. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  const translate = useTranslate();
  const { state, read, write, stop } = useImport();
  const isWriting = state.step === "WRITING";
  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      aria-labelledby="import-title"
      onClose={(_, reason) => reason === "escapeKeyDown" && !isWriting && onClose()}
    >
      <DialogTitle id="import-title">{translate("darkroom.import.title")}</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
        <Content state={state} onFile={read} />
      </DialogContent>
      <DialogActions>
        {state.step !== "DONE" && (
          <Button color="inherit" onClick={isWriting ? stop : onClose}>
            {translate(isWriting ? "darkroom.import.stop" : "darkroom.ui.cancel")}
          </Button>
        )}
        {state.step === "PREVIEW" && state.plan.changes.length > 0 && (
          <Button variant="contained" onClick={() => write(state.plan)}>
            {translate("darkroom.import.start", { smart_count: state.plan.changes.length })}
          </Button>
        )}
        {state.step === "DONE" && (
          <Button variant="contained" onClick={onClose}>
            {translate("darkroom.ui.done")}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

function Content({ state, onFile }: { state: ImportState; onFile(file: File): void }) {
  switch (state.step) {
    case "CHOOSE":
      return <Choose {...state} onFile={onFile} />;
    case "READING":
    case "WRITING":
      return <Progress {...state} />;
    case "PREVIEW":
      return (
        <>
          <ImportPreview plan={state.plan} />
          <ChooseFile label="darkroom.import.choose_other" onFile={onFile} />
        </>
      );
    case "DONE":
      return <Result {...state} />;
  }
}

interface ChooseProps extends Pick<Extract<ImportState, { step: "CHOOSE" }>, "fault" | "error"> {
  onFile(file: File): void;
}

function Choose({ fault, error, onFile }: ChooseProps) {
  const translate = useTranslate();
  const limits = { rows: ROWS_MAX, megabytes: BYTES_MAX / 1_000_000 };
  return (
    <>
      <Typography>{translate("darkroom.import.help")}</Typography>
      <Box component="pre" sx={{ m: 0, overflowX: "auto" }} tabIndex={0}>
        <code>{EXAMPLE}</code>
      </Box>
      <Typography>{translate("darkroom.import.empty_cells")}</Typography>
      <div role="alert">
        {fault && <Alert severity="error">{translate(`darkroom.import.file.${fault}`, limits)}</Alert>}
        {error && <Alert severity="error">{error}</Alert>}
      </div>
      <ChooseFile label="darkroom.import.choose" onFile={onFile} />
    </>
  );
}

const EXAMPLE = `username,reference,tags
museum,customer-17,"culture, weekly"`;

function ChooseFile({ label, onFile }: { label: MessageKey; onFile(file: File): void }) {
  const translate = useTranslate();
  return (
    <Box>
      <FileButton label={translate(label)} accept=".csv,.txt,text/csv,text/plain" onFile={onFile} />
    </Box>
  );
}

function Progress({ step, doneCount, totalCount }: Extract<ImportState, { step: "READING" | "WRITING" }>) {
  const translate = useTranslate();
  const label = translate(step === "READING" ? "darkroom.import.reading" : "darkroom.import.writing");
  return (
    <Box role="status">
      <Typography>{label}</Typography>
      <LinearProgress
        variant={totalCount > 0 ? "determinate" : "indeterminate"}
        value={(100 * doneCount) / Math.max(1, totalCount)}
        aria-label={label}
      />
      {totalCount > 0 && (
        <Typography variant="body2">
          {translate("darkroom.import.progress", { done: doneCount, total: totalCount })}
        </Typography>
      )}
    </Box>
  );
}

function Result({ changedCount, totalCount, error }: Extract<ImportState, { step: "DONE" }>) {
  const translate = useTranslate();
  const isWhole = error === null && changedCount === totalCount;
  return (
    <Box role="status" sx={{ display: "grid", gap: 1 }}>
      <Alert severity={isWhole ? "success" : "warning"}>
        {isWhole
          ? translate("darkroom.import.done", { smart_count: changedCount })
          : translate("darkroom.import.done_some", { changed: changedCount, total: totalCount })}
      </Alert>
      {error && <Alert severity="error">{error}</Alert>}
    </Box>
  );
}
