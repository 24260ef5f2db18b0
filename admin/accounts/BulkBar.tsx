import LinkIcon from "@mui/icons-material/Link";
import PauseIcon from "@mui/icons-material/Pause";
import ResumeIcon from "@mui/icons-material/PlayArrow";
import RefreshIcon from "@mui/icons-material/Refresh";
import SyncIcon from "@mui/icons-material/Sync";
import { Box, Button, Typography } from "@mui/material";
import { useState } from "react";
import { useListContext } from "react-admin";
import type { AccountFilter, AccountRowFragment } from "../gql/graphql.js";
import { type BulkScope, useBulkActs } from "../jobs/use-bulk-acts.js";
import { ReconnectLinksDialog } from "../links/ReconnectLinksDialog.js";

/**
 * What can be done with the accounts that are chosen, or with all that the filter holds. It stays at the foot of the screen, so
 * that no row moves under the pointer when it comes, and none must be scrolled past to reach it; for the keyboard it stands
 * before the rows.
 */
export function BulkBar({ onBegun }: { onBegun(jobId: string): void }) {
  const list = useListContext<AccountRowFragment>();
  const { data = [], total = 0, selectedIds, onUnselectItems, filterValues, isPlaceholderData = false } = list;
  const filter: AccountFilter = filterValues;
  const filterText = JSON.stringify(filter);
  const [allOf, setAllOf] = useState<string | null>(null);
  const [linksFor, setLinksFor] = useState<{ scope: BulkScope; count: number } | null>(null);
  const { isBusy, ...acts } = useBulkActs((jobId) => {
    onUnselectItems();
    onBegun(jobId);
  });
  if (selectedIds.length === 0) return null;

  // "All" means all of the filter under which it was said.
  const isAll = allOf === filterText;
  const scope: BulkScope = isAll ? { filter } : { accountIds: selectedIds.map(String) };
  const isPageChosen = data.every(({ id }) => selectedIds.includes(id));
  const count = isAll ? total : selectedIds.length;
  return (
    <Box role="region" aria-label="Selected accounts" sx={BAR}>
      <Typography sx={{ fontWeight: 600 }} aria-live="polite">
        {count.toLocaleString("en")} selected
      </Typography>
      {isPageChosen && !isAll && !isPlaceholderData && total > selectedIds.length && (
        <Button size="small" onClick={() => setAllOf(filterText)}>
          Select all {total.toLocaleString("en")} matching accounts
        </Button>
      )}
      <ActButtons acts={acts} scope={scope} isBusy={isBusy} />
      <Button size="small" variant="outlined" startIcon={<LinkIcon />} onClick={() => setLinksFor({ scope, count })}>
        Reconnect links
      </Button>
      {linksFor && <ReconnectLinksDialog {...linksFor} onClose={() => setLinksFor(null)} />}
      <Button
        size="small"
        color="inherit"
        onClick={() => {
          setAllOf(null);
          onUnselectItems();
        }}
      >
        Clear selection
      </Button>
    </Box>
  );
}

const BAR = {
  alignItems: "center",
  bgcolor: "background.paper",
  border: 2,
  borderColor: "primary.main",
  borderRadius: 1.5,
  bottom: 8,
  boxShadow: 8,
  display: "flex",
  flexWrap: "wrap",
  gap: 1,
  m: 1,
  order: 1,
  position: "sticky",
  px: 1.5,
  py: 1,
  zIndex: 2,
} as const;

type Acts = Omit<ReturnType<typeof useBulkActs>, "isBusy">;

const BUTTONS = [
  { act: "refresh", words: "Refresh tokens", Icon: RefreshIcon },
  { act: "sync", words: "Sync", Icon: SyncIcon },
  { act: "pause", words: "Pause", Icon: PauseIcon },
  { act: "resume", words: "Resume", Icon: ResumeIcon },
] as const;

function ActButtons({ acts, scope, isBusy }: { acts: Acts; scope: BulkScope; isBusy: boolean }) {
  return BUTTONS.map(({ act, words, Icon }) => (
    <Button
      key={act}
      size="small"
      variant="outlined"
      startIcon={<Icon />}
      disabled={isBusy}
      onClick={() => acts[act](scope)}
    >
      {words}
    </Button>
  ));
}
