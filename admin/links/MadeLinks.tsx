import DownloadIcon from "@mui/icons-material/DownloadOutlined";
import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from "@mui/material";
import { csvOf, downloadCsv } from "../lib/csv.js";
import type { MakeLinksMutation } from "../operations.js";
import { CopyButton } from "../ui/CopyButton.js";
import { type Column, RowTable } from "../ui/RowTable.js";

type Made = MakeLinksMutation["createConnectLinks"][number];

/** The addresses of links that were just made, to be kept now. */
export function MadeLinks({ links, onClose }: { links: readonly Made[]; onClose(): void }) {
  const csv = csvOf(
    ["reference", "connect_link", "expires_at"],
    links.map(({ url, connectLink }) => [connectLink.reference, url, connectLink.expiresAt]),
  );
  return (
    <Dialog open fullWidth maxWidth="md" aria-labelledby="made-links-title">
      <DialogTitle id="made-links-title">
        {links.length === 1 ? "1 connect link is made" : `${links.length} connect links are made`}
      </DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
        <Alert severity="warning">Keep them now: they are shown this once.</Alert>
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
          <Button variant="outlined" startIcon={<DownloadIcon />} onClick={() => downloadCsv("connect-links.csv", csv)}>
            Download as CSV
          </Button>
          <CopyButton text={csv} label="Copy as CSV" />
        </Box>
        <RowTable
          label="Links that were made"
          columns={COLUMNS}
          rows={links}
          keyOf={({ connectLink }) => connectLink.id}
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

const COLUMNS: readonly Column<Made>[] = [
  { head: "Reference", cell: ({ connectLink }) => connectLink.reference, width: "30%" },
  { head: "Connect link", width: "58%", cell: ({ url }) => <code>{url}</code> },
  {
    head: "Acts",
    isActions: true,
    cell: ({ url }) => <CopyButton text={url} label="Copy" />,
  },
];
