import { Button } from "@mui/material";
import { useGetResourceLabel, useListContext, useTranslate } from "react-admin";
import { EmptyState } from "./EmptyState.js";

/** Where the filter holds nothing, with the way out. React-admin's own cannot be seen on phones. */
export function NoMatches() {
  const translate = useTranslate();
  const { resource, setFilters } = useListContext();
  const name = useGetResourceLabel()(resource, 0);
  return (
    <EmptyState
      title={translate("ra.navigation.no_filtered_results", { name })}
      action={
        <Button onClick={() => setFilters({}, {})} variant="outlined">
          {translate("ra.navigation.clear_filters")}
        </Button>
      }
    />
  );
}
