import DownloadIcon from "@mui/icons-material/DownloadOutlined";
import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from "@mui/material";
import { csvOf, downloadCsv } from "../lib/csv.js";
import { CopyButton } from "../ui/CopyButton.js";
import { type Column, RowTable } from "../ui/RowTable.js";

/** A link that was just made, with its address. */
export interface MadeLink {
  id: string;
  /** The only account that it connects, where there is one. */
  username?: string | undefined;
  reference: string | null;
  url: string;
  expiresAt: string;
}

interface MadeLinksProps {
  links: readonly MadeLink[];
  /** Why they are fewer than was asked for. */
  fault?: string | null;
  onClose(): void;
}

/** The addresses of links that were just made, to be kept now. */
export function MadeLinks({ links, fault, onClose }: MadeLinksProps) {
  const isNamed = links.some(({ username }) => username !== undefined);
  const csv = csvOf(
    [...(isNamed ? ["account"] : []), "reference", "connect_link", "expires_at"],
    links.map(({ username, reference, url, expiresAt }) => [...(isNamed ? [username] : []), reference, url, expiresAt]),
  );
  return (
    <Dialog open fullWidth maxWidth="md" aria-labelledby="made-links-title">
      <DialogTitle id="made-links-title">
        {links.length === 1 ? "1 connect link is created" : `${links.length} connect links are created`}
      </DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
        {fault && <Alert severity="error">{fault}</Alert>}
        <Alert severity="warning">Save them now: they are shown only once.</Alert>
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
          <Button variant="outlined" startIcon={<DownloadIcon />} onClick={() => downloadCsv("connect-links.csv", csv)}>
            Download as CSV
          </Button>
          <CopyButton text={csv} label="Copy as CSV" />
        </Box>
        <RowTable
          label="Created links"
          columns={isNamed ? [ACCOUNT, ...COLUMNS] : COLUMNS}
          rows={links}
          keyOf={({ id }) => id}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} variant="contained">
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const ACCOUNT: Column<MadeLink> = { head: "Account", cell: ({ username }) => `@${username}`, width: "20%" };

const COLUMNS: readonly Column<MadeLink>[] = [
  { head: "Reference", cell: ({ reference }) => reference, width: "20%" },
  { head: "Connect link", width: "50%", cell: ({ url }) => <code>{url}</code> },
  {
    head: "Acts",
    isActions: true,
    cell: ({ url }) => <CopyButton text={url} label="Copy" />,
  },
];
