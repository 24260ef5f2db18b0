import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from "@mui/material";
import MarkdownIt from "markdown-it";
import { useId, useState } from "react";
import { useStore } from "react-admin";
import changelog from "../../CHANGELOG.md?raw";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { LayoutStatusDocument } from "../gql/graphql.js";
import { VERSION_SEEN } from "../i18n/store.js";
import { useTranslate } from "../i18n/use-translate.js";
import { changesSince } from "./changelog.js";

/** What is in CHANGELOG.md since the version that was last seen. */
export function ChangesDialog({ onClose }: { onClose(): void }) {
  const translate = useTranslate();
  const id = useId();
  const { data } = useGraphqlQuery("layout", LayoutStatusDocument);
  const [seen, setSeen] = useStore<string | null>(VERSION_SEEN, null);
  const version = data?.status?.version ?? "";
  const [html] = useState(() => new MarkdownIt({ html: false }).render(changesSince(changelog, { seen, version })));
  function close() {
    if (version) setSeen(version);
    onClose();
  }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="md" scroll="paper" aria-labelledby={id}>
      <DialogTitle id={id}>{translate("darkroom.layout.new_version.title", { version })}</DialogTitle>
      <DialogContent dividers tabIndex={0}>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: of this build's own file, and HTML in it is escaped */}
        <Box lang="en" sx={TEXT} dangerouslySetInnerHTML={{ __html: html }} />
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{translate("darkroom.layout.new_version.close")}</Button>
      </DialogActions>
    </Dialog>
  );
}

const TEXT = {
  overflowWrap: "anywhere",
  "& h2": { fontSize: "1.0625rem" },
  "& h3": { fontSize: "0.9375rem" },
  "& ul": { pl: 2.5 },
};
