import DownloadIcon from "@mui/icons-material/DownloadOutlined";
import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from "@mui/material";
import { DataTable, ListContextProvider, ResourceContextProvider, useList, useRecordContext } from "react-admin";
import { csvOf } from "../../server/csv/csv.js";
import { useTranslate } from "../i18n/use-translate.js";
import { downloadCsv } from "../lib/download-csv.js";
import { CopyButton } from "../ui/CopyButton.js";
import { RecordTable } from "../ui/RecordTable.js";

/** A link that was just created, with its address. */
export interface NewLink {
  id: string;
  /** The only account that it connects, where there is one. */
  username?: string | undefined;
  reference: string | null;
  url: string;
  expiresAt: string;
}

interface CreatedLinksProps {
  links: readonly NewLink[];
  /** Why they are fewer than were requested. */
  error?: string | null;
  onClose(): void;
}

/** The addresses of links that were just created, to be saved now. */
export function CreatedLinks({ links, error, onClose }: CreatedLinksProps) {
  const translate = useTranslate();
  const csv = csvOfLinks(links);
  return (
    <Dialog open fullWidth maxWidth="md" aria-labelledby="created-links-title">
      <DialogTitle id="created-links-title">
        {translate("darkroom.links.created_count", { smart_count: links.length })}
      </DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
        {error && <Alert severity="error">{error}</Alert>}
        <Alert severity="warning">{translate("darkroom.links.save_now")}</Alert>
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
          <Button variant="outlined" startIcon={<DownloadIcon />} onClick={() => downloadCsv("connect-links.csv", csv)}>
            {translate("darkroom.links.download")}
          </Button>
          <CopyButton text={csv} label={translate("darkroom.links.copy_csv")} />
        </Box>
        <ResourceContextProvider value="connectLinks">
          <Rows links={links} />
        </ResourceContextProvider>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} variant="contained">
          {translate("darkroom.ui.done")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Rows({ links }: Pick<CreatedLinksProps, "links">) {
  const translate = useTranslate();
  const list = useList({ data: [...links], resource: "connectLinks" });
  const label = translate("darkroom.links.created_links");
  return (
    <ListContextProvider value={list}>
      {/* A store of its own: columns that are hidden in the list of all links are shown here. */}
      <RecordTable label={label} storeKey="createdLinks" sx={TABLE}>
        {isNamed(links) && (
          <DataTable.Col
            source="username"
            label="resources.accounts.fields.username"
            disableSort
            render={({ username }: NewLink) => `@${username}`}
          />
        )}
        <DataTable.Col source="reference" disableSort />
        <DataTable.Col source="url" disableSort render={({ url }: NewLink) => <code>{url}</code>} />
        <DataTable.Col label="darkroom.ui.actions" align="right">
          <Copy />
        </DataTable.Col>
      </RecordTable>
    </ListContextProvider>
  );
}

const TABLE = { "& .column-url, & .column-reference": { overflowWrap: "anywhere" } };

function Copy() {
  const translate = useTranslate();
  const link = useRecordContext<NewLink>();
  return link ? <CopyButton text={link.url} label={translate("darkroom.ui.copy")} /> : null;
}

function isNamed(links: readonly NewLink[]): boolean {
  return links.some(({ username }) => username !== undefined);
}

/** A machine reads its header: it is the same in every language. */
function csvOfLinks(links: readonly NewLink[]): string {
  const named = isNamed(links);
  return csvOf(
    [...(named ? ["account"] : []), "reference", "connect_link", "expires_at"],
    links.map(({ username, reference, url, expiresAt }) => [...(named ? [username] : []), reference, url, expiresAt]),
  );
}
