import { Box, Chip, Typography } from "@mui/material";
import { TextInput } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { useTranslate } from "../i18n/use-translate.js";
import type { AccountDetail } from "../ui/account-detail.js";
import { accountsUrl } from "../ui/list-url.js";
import { Panel } from "../ui/Panel.js";
import { InlineEdit } from "./InlineEdit.js";
import { TagsInput } from "./TagsInput.js";

const REFERENCE = { htmlInput: { maxLength: 200 } };
const NOTE = { htmlInput: { maxLength: 5_000 } };

/** What operators wrote about an account. */
export function NotesAndTagsPanel({ account }: { account: AccountDetail }) {
  const translate = useTranslate();
  const { reference, tags, note } = account;
  const none = (
    <Typography component="span" variant="body2" color="text.secondary">
      {translate("darkroom.account.notes.none")}
    </Typography>
  );
  return (
    <Panel title={translate("darkroom.account.notes.title")}>
      <InlineEdit account={account} source="reference" shown={reference || none}>
        <TextInput source="reference" helperText={false} size="small" slotProps={REFERENCE} />
      </InlineEdit>
      <InlineEdit account={account} source="tags" shown={tags.length > 0 ? <TagLinks tags={tags} /> : none}>
        <TagsInput />
      </InlineEdit>
      <InlineEdit account={account} source="note" shown={note || none}>
        <TextInput source="note" multiline minRows={3} helperText={false} size="small" slotProps={NOTE} />
      </InlineEdit>
    </Panel>
  );
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
