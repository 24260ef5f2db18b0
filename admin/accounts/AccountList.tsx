import { useState } from "react";
import { FilterButton, List, SortButton, TopToolbar } from "react-admin";
import { useTranslate } from "../i18n/use-translate.js";
import { LIST_QUERY } from "../query-client.js";
import { ColumnsMenu } from "../ui/ColumnsMenu.js";
import { EmptyState } from "../ui/EmptyState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { ListPager } from "../ui/ListPager.js";
import { Page } from "../ui/Page.js";
import { SelectPageLine } from "../ui/Select.js";
import { SELECTABLE } from "../ui/SelectionBar.js";
import { useIsWide } from "../ui/use-is-wide.js";
import { ACCOUNT_COLUMNS, AccountTable, TABLE_FROM } from "./AccountTable.js";
import { AccountTabs } from "./AccountTabs.js";
import { ACCOUNT_FILTERS } from "./account-filters.js";
import { BulkBar } from "./BulkBar.js";
import { BulkJob } from "./BulkJob.js";
import { ExportButton } from "./ExportButton.js";
import { ImportButton } from "./import/ImportButton.js";

const PER_PAGE = [50, 100] as const;
const BY_EXPIRY = { field: "expires", order: "ASC" } as const;
const ORDERS = ["urgency", "expires", "username", "synced", "connected"];

/** Every connected account: found by tab, search and filters that stay in the address, and worked on many at a time. */
export function AccountList() {
  const translate = useTranslate();
  const isWide = useIsWide(TABLE_FROM);
  const [jobId, setJobId] = useState<string | null>(null);
  const title = translate("resources.accounts.name", { smart_count: 2 });
  return (
    <Page title={title}>
      {jobId && <BulkJob jobId={jobId} onClose={() => setJobId(null)} />}
      <List
        actions={<Actions />}
        empty={<NoAccounts />}
        exporter={false}
        filters={ACCOUNT_FILTERS}
        pagination={<ListPager perPageOptions={PER_PAGE} />}
        perPage={PER_PAGE[0]}
        queryOptions={LIST_QUERY}
        sort={BY_EXPIRY}
        storeKey={false}
        sx={SELECTABLE}
        title={false}
      >
        <AccountTabs />
        <BulkBar onBegun={setJobId} />
        {!isWide && <SelectPageLine />}
        <AccountTable label={title} />
      </List>
    </Page>
  );
}

function Actions() {
  const isWide = useIsWide(TABLE_FROM);
  return (
    <TopToolbar>
      <FilterButton />
      <SortButton fields={ORDERS} label={isWide ? "ra.action.sort" : "ra.sort.sort_by"} />
      {isWide && <ColumnsMenu columns={ACCOUNT_COLUMNS} />}
      <ImportButton />
      <ExportButton />
    </TopToolbar>
  );
}

function NoAccounts() {
  const translate = useTranslate();
  return (
    <EmptyState
      title={translate("darkroom.accounts.none.title")}
      text={translate("darkroom.accounts.none.text")}
      action={
        <LinkButton to="/connect" variant="contained">
          {translate("darkroom.accounts.none.action")}
        </LinkButton>
      }
    />
  );
}
