import { Box, Card, useMediaQuery } from "@mui/material";
import type { Theme } from "@mui/material/styles";
import { useState } from "react";
import { ListBase, Pagination, useListContext } from "react-admin";
import type { AccountFilter, AccountRowFragment } from "../gql/graphql.js";
import { ColumnsMenu } from "../ui/ColumnsMenu.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Page } from "../ui/Page.js";
import { Renewing } from "../ui/Renewing.js";
import { AccountCards } from "./AccountCards.js";
import { AccountTable } from "./AccountTable.js";
import { AccountTabs } from "./AccountTabs.js";
import { BulkBar } from "./BulkBar.js";
import { BulkJob } from "./BulkJob.js";
import { ExportButton } from "./ExportButton.js";
import { FilterBar } from "./FilterBar.js";
import { NoAccounts } from "./NoAccounts.js";

const BY_EXPIRY = { field: "expires", order: "ASC" } as const;

/** Every connected account: found by tab, search and filters that stay in the address, and worked on many at a time. */
export function AccountList() {
  return (
    <ListBase resource="accounts" sort={BY_EXPIRY} perPage={50} storeKey={false} exporter={false}>
      <Accounts />
    </ListBase>
  );
}

/** Those that can be hidden. */
const COLUMNS = ["status", "expires", "refreshed", "synced", "postCount"];

function Accounts() {
  const { filterValues, sort } = useListContext<AccountRowFragment>();
  const isWide = useIsWide();
  const [jobId, setJobId] = useState<string | null>(null);
  const filter: AccountFilter = filterValues;
  const actions = (
    <>
      {isWide && <ColumnsMenu columns={COLUMNS} />}
      <ExportButton filter={filter} sort={sort} />
    </>
  );
  return (
    <Page title="Accounts" actions={actions}>
      {jobId && <BulkJob jobId={jobId} onClose={() => setJobId(null)} />}
      <Card sx={LIST}>
        <AccountTabs />
        <Box sx={{ p: { xs: 1.5, md: 2 } }}>
          <FilterBar />
        </Box>
        <BulkBar onBegun={setJobId} />
        <Rows />
        <Pagination rowsPerPageOptions={[25, 50, 100]} />
      </Card>
    </Page>
  );
}

const LIST = {
  display: "flex",
  flexDirection: "column",
  // What is hidden scrolls by itself, and nothing in it could stay in sight.
  overflow: "clip",
  // What the keyboard comes to is not left behind the bar at the foot.
  "& a, & input": { scrollMarginBottom: { xs: 160, md: 80 } },
} as const;

function Rows() {
  const { data, error, refetch, total, isPlaceholderData = false } = useListContext<AccountRowFragment>();
  const isWide = useIsWide();
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (total === 0 && !isPlaceholderData) return <NoAccounts />;
  return <Renewing isOld={isPlaceholderData}>{isWide ? <AccountTable /> : <AccountCards />}</Renewing>;
}

function useIsWide(): boolean {
  return useMediaQuery((theme: Theme) => theme.breakpoints.up("md"), { noSsr: true });
}
