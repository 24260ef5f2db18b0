import { Box, Tab, Tabs } from "@mui/material";
import { useListContext } from "react-admin";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type AccountFilter, AccountTabCountsDocument } from "../gql/graphql.js";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";
import { TAB_NAMES, type TabName, tabOf, withTab } from "./account-tab.js";

/** All, or those in one state; each with how many there are under the other filters. */
export function AccountTabs() {
  const translate = useTranslate();
  const format = useFormat();
  const { filterValues, setFilters } = useListContext();
  const filter: AccountFilter = filterValues;
  const { data } = useGraphqlQuery("accounts", AccountTabCountsDocument, {
    variables: {
      all: withTab(filter, "all"),
      expiring: withTab(filter, "expiring"),
      broken: withTab(filter, "broken"),
      paused: withTab(filter, "paused"),
    },
  });
  const labelOf = (name: TabName) => {
    const count = data?.[name]?.totalCount;
    return (
      <Box component="span" sx={{ alignItems: "baseline", display: "inline-flex", gap: 0.75 }}>
        {translate(`darkroom.accounts.tab.${name}`)}{" "}
        <Box component="span" sx={COUNT}>
          {count === undefined ? "–" : format.accountCount(count)}
        </Box>
      </Box>
    );
  };
  return (
    <Tabs
      value={tabOf(filter) ?? false}
      onChange={(_event, name: TabName) => setFilters(withTab(filter, name))}
      aria-label={translate("darkroom.accounts.tabs")}
      variant="scrollable"
      // Its buttons come and go with the counts, and push the tabs aside.
      scrollButtons={false}
      sx={TABS}
    >
      {TAB_NAMES.map((name) => (
        <Tab key={name} value={name} label={labelOf(name)} />
      ))}
    </Tabs>
  );
}

const TABS = {
  borderBottom: 1,
  borderColor: "divider",
  "& .MuiTab-root": { minWidth: 0, px: { xs: 1.25, sm: 2 } },
};
const COUNT = { fontSize: "0.8125rem", fontVariantNumeric: "tabular-nums", fontWeight: 400, minWidth: "1.5ch" };
