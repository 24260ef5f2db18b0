import LinkIcon from "@mui/icons-material/Link";
import PauseIcon from "@mui/icons-material/Pause";
import ResumeIcon from "@mui/icons-material/PlayArrow";
import SyncIcon from "@mui/icons-material/Sync";
import { Box, Button, Typography } from "@mui/material";
import { useState } from "react";
import { useListContext } from "react-admin";
import { useAction } from "../data-provider/use-action.js";
import type { AccountFilter, AccountRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import type { BulkScope } from "../jobs/bulk-scope.js";
import { ReconnectLinksDialog } from "../links/ReconnectLinksDialog.js";
import { RefreshButton } from "./RefreshButton.js";
import { TagButtons } from "./TagButtons.js";

/**
 * What can be done with the accounts that are selected, or with all that the filter holds: react-admin's toolbar selects by
 * ids, of which there may be too many. It stays at the foot of the screen, so that no row moves under the pointer when it
 * comes, and none must be scrolled past to reach it; for the keyboard it stands before the rows.
 */
export function BulkBar({ onBegun }: { onBegun(jobId: string): void }) {
  const translate = useTranslate();
  const list = useListContext<AccountRowFragment>();
  const { data = [], total = 0, selectedIds, onUnselectItems, filterValues, isPlaceholderData = false } = list;
  const filter: AccountFilter = filterValues;
  const filterText = JSON.stringify(filter);
  const [allOf, setAllOf] = useState<string | null>(null);
  if (selectedIds.length === 0) return null;

  // "All" means all of the filter under which it was said.
  const isAll = allOf === filterText;
  const scope: BulkScope = isAll ? { filter } : { accountIds: selectedIds.map(String) };
  const isPageSelected = data.every(({ id }) => selectedIds.includes(id));
  const count = isAll ? total : selectedIds.length;
  const clear = () => {
    setAllOf(null);
    onUnselectItems();
  };
  const begin = (jobId: string) => {
    clear();
    onBegun(jobId);
  };
  return (
    <Box role="region" aria-label={translate("darkroom.accounts.bulk.title")} sx={BAR}>
      <Typography sx={{ fontWeight: 600 }} aria-live="polite">
        {translate("darkroom.accounts.bulk.selected", { smart_count: count })}
      </Typography>
      {isPageSelected && !isAll && !isPlaceholderData && total > selectedIds.length && (
        <Button size="small" onClick={() => setAllOf(filterText)}>
          {translate("darkroom.accounts.bulk.select_all", { smart_count: total })}
        </Button>
      )}
      <RefreshButton scope={scope} count={count} onBegun={begin} />
      {JOBS.map((job) => (
        <JobButton key={job.verb} {...job} scope={scope} onBegun={begin} />
      ))}
      <TagButtons scope={scope} count={count} />
      <LinksButton scope={scope} count={count} />
      <Button size="small" color="inherit" onClick={clear}>
        {translate("darkroom.accounts.bulk.clear")}
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

/** The verbs that begin a job at once. */
const JOBS = [
  { verb: "syncAccounts", Icon: SyncIcon },
  { verb: "pauseAccounts", Icon: PauseIcon },
  { verb: "resumeAccounts", Icon: ResumeIcon },
] as const;

type JobButtonProps = (typeof JOBS)[number] & { scope: BulkScope; onBegun(jobId: string): void };

function JobButton({ verb, Icon, scope, onBegun }: JobButtonProps) {
  const translate = useTranslate();
  const [start, isStarting] = useAction(verb, { onSuccess: ({ id }) => onBegun(id) });
  return (
    <Button size="small" variant="outlined" startIcon={<Icon />} disabled={isStarting} onClick={() => start(scope)}>
      {translate(`darkroom.accounts.bulk.${verb}`)}
    </Button>
  );
}

function LinksButton(props: { scope: BulkScope; count: number }) {
  const translate = useTranslate();
  // As it was when the dialog opened.
  const [opened, setOpened] = useState<typeof props | null>(null);
  return (
    <>
      <Button size="small" variant="outlined" startIcon={<LinkIcon />} onClick={() => setOpened(props)}>
        {translate("darkroom.accounts.bulk.links")}
      </Button>
      {opened && <ReconnectLinksDialog {...opened} onClose={() => setOpened(null)} />}
    </>
  );
}
