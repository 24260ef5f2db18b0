import { Checkbox, TableCell } from "@mui/material";
import { useDataTableRenderContext, useRecordContext } from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";
import { useChoice } from "./use-choice.js";

/** A DataTable's column of checkboxes. React-admin's own do not say which account they select. */
export function SelectColumn() {
  const place = useDataTableRenderContext();
  switch (place) {
    case "header":
      return <SelectPage />;
    case "data":
      return <SelectRow />;
    default:
      return null;
  }
}

function SelectPage() {
  const { isPageEmpty, isPageChosen, choosePage } = useChoice();
  return (
    <TableCell padding="checkbox">
      <Checkbox
        checked={isPageChosen}
        disabled={isPageEmpty}
        onChange={choosePage}
        slotProps={{ input: { "aria-label": "Select all on this page" } }}
      />
    </TableCell>
  );
}

function SelectRow() {
  const { isChosen, toggle } = useChoice();
  const account = useRecordContext<AccountRowFragment>();
  if (!account) return null;
  return (
    <TableCell padding="checkbox">
      <Checkbox
        checked={isChosen(account.id)}
        onChange={() => toggle(account.id)}
        slotProps={{ input: { "aria-label": `Select @${account.username}` } }}
      />
    </TableCell>
  );
}
