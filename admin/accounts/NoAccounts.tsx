import { Box, Button } from "@mui/material";
import { useListContext } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import type { AccountFilter } from "../gql/graphql.js";
import { EmptyState } from "../ui/EmptyState.js";
import { tabOf } from "./account-filter.js";

/** Where the list is empty: as the filter holds nothing, as nothing is wrong, or as nothing was connected yet. */
export function NoAccounts() {
  const { filterValues, setFilters } = useListContext();
  const filter: AccountFilter = filterValues;
  const isFiltered = Object.keys(filter).length > 0;
  const clear = <Button onClick={() => setFilters({})}>Show all accounts</Button>;
  const connect = (
    <Button component={RouterLink} to="/connect" variant="contained">
      Connect an account
    </Button>
  );
  return (
    <Box sx={{ px: { xs: 1.5, md: 2 }, pb: 2 }}>
      {isFiltered ? (
        <EmptyState title={wordsFor(filter)} action={clear} />
      ) : (
        <EmptyState
          title="No account is connected yet."
          text="Connect one of your own, or send its owner a link."
          action={connect}
        />
      )}
    </Box>
  );
}

function wordsFor(filter: AccountFilter): string {
  if (Object.keys(filter).length > 1) return "No account matches all filters.";
  const tab = tabOf(filter);
  if (tab === "expiring") return "No token is expiring.";
  if (tab === "broken") return "No account needs reconnecting.";
  if (tab === "paused") return "No account is paused.";
  return "No account matches this filter.";
}
