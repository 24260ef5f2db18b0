import RemoveTagIcon from "@mui/icons-material/LabelOffOutlined";
import AddTagIcon from "@mui/icons-material/LabelOutlined";
import LinkIcon from "@mui/icons-material/Link";
import DisconnectIcon from "@mui/icons-material/LinkOff";
import PauseIcon from "@mui/icons-material/Pause";
import ResumeIcon from "@mui/icons-material/PlayArrow";
import RefreshIcon from "@mui/icons-material/Refresh";
import SyncIcon from "@mui/icons-material/Sync";
import KeyIcon from "@mui/icons-material/VpnKeyOutlined";
import { Button } from "@mui/material";
import { lazy, Suspense, useState } from "react";
import { useListContext } from "react-admin";
import { useAction } from "../data-provider/use-action.js";
import type { AccountFilter, AccountRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import type { Selected } from "../jobs/bulk-scope.js";
import { ReconnectLinksDialog } from "../links/ReconnectLinksDialog.js";
import { type SelectionAction, SelectionBar } from "../ui/SelectionBar.js";
import { DisconnectDialog } from "./DisconnectDialog.js";
import { TagDialog } from "./TagDialog.js";
import { useRefresh } from "./use-refresh.js";

const GrantDialog = lazy(async () => ({ default: (await import("../keys/GrantDialog.js")).GrantDialog }));

/**
 * What can be done with the accounts that are selected, or with all that the filter holds: react-admin's toolbar selects by
 * ids, of which there may be too many.
 */
export function BulkBar({ onBegun }: { onBegun(jobId: string): void }) {
  const translate = useTranslate();
  const list = useListContext<AccountRowFragment>();
  const { data = [], total = 0, selectedIds, onUnselectItems, filterValues, isPlaceholderData = false } = list;
  const filter: AccountFilter = filterValues;
  const filterText = JSON.stringify(filter);
  const [allOf, setAllOf] = useState<string | null>(null);
  // "All" means all of the filter under which it was said.
  const isAll = allOf === filterText;
  const scope = isAll ? { filter } : { accountIds: selectedIds.map(String) };
  const selected = { scope, count: isAll ? total : selectedIds.length };
  const clear = () => {
    setAllOf(null);
    onUnselectItems();
  };
  const { actions, dialog } = useBulkActions(selected, (jobId) => {
    clear();
    onBegun(jobId);
  });
  if (selectedIds.length === 0) return null;

  const isPageSelected = data.every(({ id }) => selectedIds.includes(id));
  return (
    <>
      <SelectionBar
        label={translate("darkroom.accounts.bulk.title")}
        count={selected.count}
        actions={actions}
        onClear={clear}
      >
        {isPageSelected && !isAll && !isPlaceholderData && total > selectedIds.length && (
          <Button size="small" onClick={() => setAllOf(filterText)}>
            {translate("darkroom.accounts.bulk.select_all", { smart_count: total })}
          </Button>
        )}
      </SelectionBar>
      {dialog}
    </>
  );
}

/** The verbs that begin a job at once. */
const JOBS = { syncAccounts: SyncIcon, pauseAccounts: PauseIcon, resumeAccounts: ResumeIcon };
const DIALOGS = {
  addTags: AddTagIcon,
  removeTags: RemoveTagIcon,
  links: LinkIcon,
  key: KeyIcon,
  disconnectAccounts: DisconnectIcon,
};

type DialogName = keyof typeof DIALOGS;

/** The actions, the most frequent first, and the dialog of the one that was chosen. */
function useBulkActions(selected: Selected, onBegun: (jobId: string) => void) {
  const translate = useTranslate();
  // As it was when the dialog opened.
  const [opened, setOpened] = useState<(Selected & { name: DialogName }) | null>(null);
  const refresh = useRefresh(selected, onBegun);
  const onSuccess = ({ id }: { id: string }) => onBegun(id);
  const jobs = {
    syncAccounts: useAction("syncAccounts", { onSuccess }),
    pauseAccounts: useAction("pauseAccounts", { onSuccess }),
    resumeAccounts: useAction("resumeAccounts", { onSuccess }),
  };
  const startJob = (verb: keyof typeof JOBS): SelectionAction => {
    const [start, isBusy] = jobs[verb];
    const label = translate(`darkroom.accounts.bulk.${verb}`);
    return { label, Icon: JOBS[verb], isBusy, onAct: () => start(selected.scope) };
  };
  const openDialog = (name: DialogName): SelectionAction => ({
    label: translate(`darkroom.accounts.bulk.${name}`),
    Icon: DIALOGS[name],
    onAct: () => setOpened({ ...selected, name }),
  });
  const actions: SelectionAction[] = [
    { label: translate("darkroom.accounts.bulk.refreshTokens"), Icon: RefreshIcon, ...refresh },
    startJob("syncAccounts"),
    startJob("pauseAccounts"),
    startJob("resumeAccounts"),
    openDialog("addTags"),
    openDialog("removeTags"),
    openDialog("links"),
    openDialog("key"),
    { ...openDialog("disconnectAccounts"), isDanger: true },
  ];
  const dialog = opened ? <BulkDialog {...opened} onBegun={onBegun} onClose={() => setOpened(null)} /> : refresh.dialog;
  return { actions, dialog };
}

interface BulkDialogProps extends Selected {
  name: DialogName;
  onBegun(jobId: string): void;
  onClose(): void;
}

function BulkDialog({ name, onBegun, ...selected }: BulkDialogProps) {
  switch (name) {
    case "addTags":
      return <TagDialog act="add" {...selected} />;
    case "removeTags":
      return <TagDialog act="remove" {...selected} />;
    case "links":
      return <ReconnectLinksDialog {...selected} />;
    case "disconnectAccounts":
      return <DisconnectDialog {...selected} onBegun={onBegun} />;
    case "key":
      return (
        <Suspense>
          <GrantDialog {...selected} />
        </Suspense>
      );
  }
}
