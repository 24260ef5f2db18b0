import { Autocomplete, Box, Chip, TextField, Typography } from "@mui/material";
import { useRef, useState } from "react";
import { Link as RouterLink } from "react-router-dom";
import { useAction } from "../data-provider/use-action.js";
import type { UpdateAccountInput } from "../gql/graphql.js";
import { accountsUrl } from "../ui/list-url.js";
import type { OneAccount } from "../ui/one-account.js";
import { Panel } from "../ui/Panel.js";
import { EditInPlace } from "./EditInPlace.js";

/** The operators' own words for an account. */
export function OwnWordsPanel({ account }: { account: OneAccount }) {
  return (
    <Panel title="Notes & tags">
      <TextPart account={account} part="reference" label="Reference" charsMax={200} />
      <TagsPart account={account} />
      <TextPart account={account} part="note" label="Note" charsMax={5_000} />
    </Panel>
  );
}

interface TextPartProps {
  account: OneAccount;
  part: "reference" | "note";
  label: string;
  charsMax: number;
}

function TextPart({ account, part, label, charsMax }: TextPartProps) {
  const kept = account[part] ?? "";
  const [text, setText] = useState(kept);
  const { save, isBusy } = useSave(account.id);
  return (
    <EditInPlace
      label={label}
      shown={kept || <None />}
      isBusy={isBusy}
      onEdit={() => setText(kept)}
      onSave={(close) => save({ [part]: text.trim() || null }, close)}
    >
      <TextField
        label={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        size="small"
        margin="none"
        autoFocus
        multiline={part === "note"}
        minRows={3}
        slotProps={{ htmlInput: { maxLength: charsMax } }}
      />
    </EditInPlace>
  );
}

function TagsPart({ account }: { account: OneAccount }) {
  const [tags, setTags] = useState(account.tags);
  const { save, isBusy } = useSave(account.id);
  return (
    <EditInPlace
      label="Tags"
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
          <TextField {...params} label="Tags" helperText="Enter after each one" margin="none" autoFocus />
        )}
      />
    </EditInPlace>
  );
}

/** Keeps what was written; the field stays open until that has been done, so that a refusal loses nothing. */
function useSave(accountId: string) {
  const close = useRef<() => void>(undefined);
  const [update, isBusy] = useAction("updateAccount", { successMessage: "Saved.", onSuccess: () => close.current?.() });
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
  return (
    <Typography component="span" variant="body2" color="text.secondary">
      None
    </Typography>
  );
}
