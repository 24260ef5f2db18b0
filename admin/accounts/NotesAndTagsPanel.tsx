import { Autocomplete, Box, Chip, TextField, Typography } from "@mui/material";
import { useRef, useState } from "react";
import { Link as RouterLink } from "react-router-dom";
import { useAction } from "../data-provider/use-action.js";
import type { UpdateAccountInput } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { accountsUrl } from "../ui/list-url.js";
import type { OneAccount } from "../ui/one-account.js";
import { Panel } from "../ui/Panel.js";
import { InlineEdit } from "./InlineEdit.js";

/** The operators' own words for an account. */
export function NotesAndTagsPanel({ account }: { account: OneAccount }) {
  const translate = useTranslate();
  return (
    <Panel title={translate("darkroom.account.notes.title")}>
      <TextPart account={account} part="reference" charsMax={200} />
      <TagsPart account={account} />
      <TextPart account={account} part="note" charsMax={5_000} />
    </Panel>
  );
}

interface TextPartProps {
  account: OneAccount;
  part: "reference" | "note";
  charsMax: number;
}

function TextPart({ account, part, charsMax }: TextPartProps) {
  const kept = account[part] ?? "";
  const [text, setText] = useState(kept);
  const names = useNames(part);
  const { save, isBusy } = useSave(account.id);
  return (
    <InlineEdit
      {...names}
      shown={kept || <None />}
      isBusy={isBusy}
      onEdit={() => setText(kept)}
      onSave={(close) => save({ [part]: text.trim() || null }, close)}
    >
      <TextField
        label={names.label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        size="small"
        margin="none"
        autoFocus
        multiline={part === "note"}
        minRows={3}
        slotProps={{ htmlInput: { maxLength: charsMax } }}
      />
    </InlineEdit>
  );
}

function TagsPart({ account }: { account: OneAccount }) {
  const translate = useTranslate();
  const [tags, setTags] = useState(account.tags);
  const names = useNames("tags");
  const { save, isBusy } = useSave(account.id);
  return (
    <InlineEdit
      {...names}
      shown={account.tags.length > 0 ? <TagLinks tags={account.tags} /> : <None />}
      isBusy={isBusy}
      onEdit={() => setTags(account.tags)}
      onSave={(close) => save({ tags: tags.map((tag) => tag.trim()).filter(Boolean) }, close)}
    >
      <Autocomplete
        multiple
        freeSolo
        autoSelect
        options={[]}
        size="small"
        value={tags}
        onChange={(_event, chosen: string[]) => setTags([...new Set(chosen)])}
        renderInput={(params) => (
          <TextField
            {...params}
            label={names.label}
            helperText={translate("darkroom.account.notes.tags_help")}
            margin="none"
            autoFocus
          />
        )}
      />
    </InlineEdit>
  );
}

function useNames(part: "reference" | "note" | "tags") {
  const translate = useTranslate();
  return {
    label: translate(`darkroom.account.notes.${part}`),
    editLabel: translate(`darkroom.account.notes.edit_${part}`),
    saveLabel: translate(`darkroom.account.notes.save_${part}`),
  };
}

/** Keeps what was written; the field stays open until that has been done, so that a refusal loses nothing. */
function useSave(accountId: string) {
  const translate = useTranslate();
  const close = useRef<() => void>(undefined);
  const [update, isBusy] = useAction("updateAccount", {
    successMessage: translate("darkroom.account.notes.saved"),
    onSuccess: () => close.current?.(),
  });
  return {
    isBusy,
    save(input: UpdateAccountInput, onKept: () => void) {
      close.current = onKept;
      update({ accountId, input });
    },
  };
}

function TagLinks({ tags }: { tags: string[] }) {
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 0.5 }}>
      {tags.map((tag) => (
        <Chip key={tag} size="small" label={tag} component={RouterLink} to={accountsUrl({ tags: [tag] })} clickable />
      ))}
    </Box>
  );
}

function None() {
  const translate = useTranslate();
  return (
    <Typography component="span" variant="body2" color="text.secondary">
      {translate("darkroom.account.notes.none")}
    </Typography>
  );
}
