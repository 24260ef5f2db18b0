import { Box, Tab, Tabs } from "@mui/material";
import { useListContext } from "react-admin";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type AccountFilter, AccountTabCountsDocument } from "../gql/graphql.js";
import { type TabName, tabOf, withTab } from "./account-filter.js";

const LABELS: Record<TabName, string> = { all: "All", expiring: "Expiring", broken: "Broken", paused: "Paused" };
const NAMES = Object.keys(LABELS) as TabName[];

/** All, or those in one state; each with how many there are under the other filters. */
export function AccountTabs() {
  const { filterValues, setFilters } = useListContext();
  const filter: AccountFilter = filterValues;
  const { data } = useGraphqlQuery({
    name: "accounts",
    document: AccountTabCountsDocument,
    variables: {
      all: withTab(filter, "all"),
      expiring: withTab(filter, "expiring"),
      broken: withTab(filter, "broken"),
      paused: withTab(filter, "paused"),
    },
  });
  return (
    <Tabs
      value={tabOf(filter) ?? false}
      onChange={(_event, name: TabName) => setFilters(withTab(filter, name))}
      aria-label="Accounts by state"
      variant="scrollable"
      // Its buttons come and go with the counts, and push the tabs aside.
      scrollButtons={false}
      sx={TABS}
    >
      {NAMES.map((name) => (
        <Tab key={name} value={name} label={<TabLabel words={LABELS[name]} count={data?.[name]?.totalCount} />} />
      ))}
    </Tabs>
  );
}

const TABS = {
  borderBottom: 1,
  borderColor: "divider",
  "& .MuiTab-root": { minWidth: 0, px: { xs: 1.25, sm: 2 } },
};

function TabLabel({ words, count }: { words: string; count: number | undefined }) {
  return (
    <Box component="span" sx={{ alignItems: "baseline", display: "inline-flex", gap: 0.75 }}>
      {words}{" "}
      <Box component="span" sx={COUNT}>
        {count?.toLocaleString("en") ?? "–"}
      </Box>
    </Box>
  );
}

const COUNT = { fontSize: "0.8125rem", fontVariantNumeric: "tabular-nums", fontWeight: 400, minWidth: "1.5ch" };
