import UploadIcon from "@mui/icons-material/UploadFileOutlined";
import { Alert, Box, Button, TextField, Typography } from "@mui/material";
import { type ChangeEvent, type FormEvent, useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { ErasurePreviewDocument, type ErasurePreviewQuery } from "../gql/graphql.js";
import { JobProgress } from "../jobs/JobProgress.js";
import { wordsOf } from "../lib/api-error.js";
import { ConfirmDialog } from "../ui/ConfirmDialog.js";
import { Panel } from "../ui/Panel.js";
import { PreviewFacts } from "./PreviewFacts.js";

/** Characters that the server takes at once. */
const LIST_MAX = 90_000;

/** Takes a list of ids that Meta mailed: which accounts it means, and after a confirmation their erasure. */
export function MailedListPanel() {
  const [list, setList] = useState("");
  const [checked, setChecked] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const onList = (text: string) => {
    setList(text);
    setChecked(null);
    setFault(null);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const problem = listProblem(list);
    setFault(problem);
    setJobId(null);
    setChecked(problem ? null : list);
  };
  return (
    <Panel title="Meta's mailed lists">
      <Typography>
        Meta mails lists of ids whose data must be deleted. Paste one here, or choose its file. Nothing is deleted
        before you confirm.
      </Typography>
      <Box component="form" noValidate onSubmit={onSubmit} sx={{ display: "grid", gap: 2, maxWidth: 640 }}>
        <TextField
          label="Ids"
          multiline
          minRows={4}
          maxRows={10}
          value={list}
          onChange={(event) => onList(event.target.value)}
          helperText="One a line, or with commas between them. Headings are skipped."
          slotProps={{ htmlInput: { spellCheck: false, autoComplete: "off" } }}
        />
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
          <Button type="submit" variant="contained">
            Look them up
          </Button>
          <FileButton onText={onList} onFault={setFault} />
        </Box>
        <div role="alert">{fault && <Alert severity="error">{fault}</Alert>}</div>
      </Box>
      {checked !== null && (
        <Preview
          list={checked}
          onStarted={(id) => {
            setJobId(id);
            onList("");
          }}
        />
      )}
      {jobId && <JobProgress jobId={jobId} />}
    </Panel>
  );
}

function listProblem(list: string): string | null {
  if (list.trim() === "") return "Paste the ids, or choose a file.";
  return list.length > LIST_MAX ? TOO_LONG : null;
}

const TOO_LONG =
  "This list is too long for the dashboard. Split it, or pass its file on the server to: npm run cli -- erase --ids FILE";

function FileButton({ onText, onFault }: { onText(text: string): void; onFault(fault: string): void }) {
  const onChange = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (!file) return;
    if (file.size > LIST_MAX) onFault(TOO_LONG);
    else onText(await file.text());
    // The same file may be chosen again.
    target.value = "";
  };
  return (
    <Button component="label" variant="outlined" startIcon={<UploadIcon />}>
      Choose a file
      <input type="file" accept=".csv,.txt,.json,text/plain,text/csv" hidden onChange={onChange} />
    </Button>
  );
}

function Preview({ list, onStarted }: { list: string; onStarted(jobId: string): void }) {
  const { data, error } = useGraphqlQuery({
    name: "erasures",
    document: ErasurePreviewDocument,
    variables: { idList: list },
  });
  if (error) return <Alert severity="error">{wordsOf(error)}</Alert>;
  if (!data) return <Typography role="status">Looking them up …</Typography>;
  return (
    <Box role="status" sx={{ display: "grid", gap: 2, maxWidth: 640 }}>
      <PreviewFacts preview={data.erasurePreview} />
      {data.erasurePreview.accountCount > 0 && (
        <EraseButton list={list} preview={data.erasurePreview} onStarted={onStarted} />
      )}
    </Box>
  );
}

interface EraseProps {
  list: string;
  preview: ErasurePreviewQuery["erasurePreview"];
  onStarted(jobId: string): void;
}

function EraseButton({ list, preview, onStarted }: EraseProps) {
  const [isAsking, setIsAsking] = useState(false);
  const [erase, isBusy] = useAction("eraseMailedList", {
    onSuccess: (eraseMailedList) => onStarted(eraseMailedList.id),
  });
  const accounts = preview.accountCount === 1 ? "1 account" : `${preview.accountCount.toLocaleString("en")} accounts`;
  return (
    <Box>
      <Button color="error" variant="outlined" onClick={() => setIsAsking(true)}>
        Erase {accounts}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`Erase ${accounts}?`}
          actLabel="Erase"
          typedName={String(preview.accountCount)}
          isBusy={isBusy}
          onAct={() => erase({ idList: list })}
          onClose={() => setIsAsking(false)}
        >
          Profiles, posts, pictures and tokens are deleted, and sites stop showing them. This cannot be undone.
        </ConfirmDialog>
      )}
    </Box>
  );
}
