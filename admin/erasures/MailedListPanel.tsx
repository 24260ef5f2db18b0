import { Alert, Box, Button, TextField, Typography } from "@mui/material";
import { type FormEvent, useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { ErasurePreviewDocument, type ErasurePreviewQuery } from "../gql/graphql.js";
import { errorText } from "../i18n/error-text.js";
import { type MessageKey, useTranslate } from "../i18n/use-translate.js";
import { JobProgress } from "../jobs/JobProgress.js";
import { AccountLink } from "../ui/AccountLink.js";
import { ConfirmButton } from "../ui/ConfirmButton.js";
import { FileButton } from "../ui/FileButton.js";
import { Panel } from "../ui/Panel.js";

/** Characters that the server takes at once. */
const LIST_MAX = 90_000;

/** Takes a list of ids that Meta mailed: which accounts it means, and after a confirmation their erasure. */
export function MailedListPanel() {
  const translate = useTranslate();
  const [list, setList] = useState("");
  const [checked, setChecked] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const [fault, setFault] = useState<MessageKey | null>(null);
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
    <Panel title={translate("darkroom.erasures.list.title")}>
      <Typography>{translate("darkroom.erasures.list.help")}</Typography>
      <Box component="form" noValidate onSubmit={onSubmit} sx={{ display: "grid", gap: 2, maxWidth: 640 }}>
        <TextField
          label={translate("darkroom.erasures.list.ids")}
          multiline
          minRows={4}
          maxRows={10}
          value={list}
          onChange={(event) => onList(event.target.value)}
          helperText={translate("darkroom.erasures.list.ids_help")}
          slotProps={{ htmlInput: { spellCheck: false, autoComplete: "off" } }}
        />
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
          <Button type="submit" variant="contained">
            {translate("darkroom.erasures.list.look_up")}
          </Button>
          <ListFileButton onText={onList} onFault={setFault} />
        </Box>
        <div role="alert">{fault && <Alert severity="error">{translate(fault)}</Alert>}</div>
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

function listProblem(list: string): MessageKey | null {
  if (list.trim() === "") return "darkroom.erasures.list.empty";
  return list.length > LIST_MAX ? "darkroom.erasures.list.too_long" : null;
}

function ListFileButton({ onText, onFault }: { onText(text: string): void; onFault(fault: MessageKey): void }) {
  const translate = useTranslate();
  const onFile = async (file: File) => {
    if (file.size > LIST_MAX) onFault("darkroom.erasures.list.too_long");
    else onText(await file.text());
  };
  const accept = ".csv,.txt,.json,text/plain,text/csv";
  return <FileButton label={translate("darkroom.erasures.list.file")} accept={accept} onFile={onFile} />;
}

function Preview({ list, onStarted }: { list: string; onStarted(jobId: string): void }) {
  const translate = useTranslate();
  const { data, error } = useGraphqlQuery("erasures", ErasurePreviewDocument, { variables: { idList: list } });
  if (error) return <Alert severity="error">{errorText(error, translate)}</Alert>;
  if (!data) return <Typography role="status">{translate("darkroom.erasures.list.looking_up")}</Typography>;
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
  const translate = useTranslate();
  const [erase, isBusy] = useAction("eraseMailedList", { onSuccess: ({ id }) => onStarted(id) });
  const count = { smart_count: preview.accountCount };
  return (
    <Box>
      <ConfirmButton
        button={{ variant: "outlined", children: translate("darkroom.erasures.erase.button", count) }}
        title={translate("darkroom.erasures.erase.title", count)}
        actLabel={translate("darkroom.erasures.erase.confirm")}
        typedName={String(preview.accountCount)}
        isBusy={isBusy}
        onAct={() => erase({ idList: list })}
      >
        {translate("darkroom.erasures.erase.text")}
      </ConfirmButton>
    </Box>
  );
}

/** What a list of ids means here, before anything is erased. */
function PreviewFacts({ preview }: Pick<EraseProps, "preview">) {
  const translate = useTranslate();
  const { idCount, accountCount, unknownCount, invalidCount, ambiguousIds, accounts } = preview;
  const facts = [
    translate("darkroom.erasures.preview.ids", { smart_count: idCount }),
    translate("darkroom.erasures.preview.accounts", { smart_count: accountCount }),
    translate("darkroom.erasures.preview.unknown", { smart_count: unknownCount }),
    ...(invalidCount > 0 ? [translate("darkroom.erasures.preview.invalid", { smart_count: invalidCount })] : []),
  ];
  return (
    <>
      <Typography sx={{ fontWeight: 600 }}>{facts.join(", ")}.</Typography>
      {accountCount === 0 && <Alert severity="info">{translate("darkroom.erasures.preview.nothing")}</Alert>}
      {ambiguousIds.length > 0 && (
        <Alert severity="warning">
          {translate("darkroom.erasures.preview.ambiguous", { ids: ambiguousIds.join(", ") })}
        </Alert>
      )}
      <Box component="ul" sx={ACCOUNTS} aria-label={translate("darkroom.erasures.preview.to_erase")}>
        {accounts.map((account) => (
          <li key={account.id}>
            <AccountLink account={account} />
          </li>
        ))}
        {accounts.length < accountCount && (
          <li>{translate("darkroom.erasures.preview.more", { count: accountCount - accounts.length })}</li>
        )}
      </Box>
    </>
  );
}

const ACCOUNTS = { columnWidth: "12rem", listStyle: "none", m: 0, maxHeight: 240, overflowY: "auto", p: 0 };
