import { Checkbox, TableCell, TableRow } from "@mui/material";
import { memo } from "react";
import type { AccountRowFragment } from "../gql/graphql.js";
import { ExpiryBar } from "../ui/ExpiryBar.js";
import { StatusChip } from "../ui/StatusChip.js";
import { AccountName } from "./AccountName.js";
import { LastRefresh } from "./LastRefresh.js";
import { LastSync } from "./LastSync.js";
import { useChoice } from "./use-choice.js";

/** One account as a row. */
export function AccountTableRow({ account }: { account: AccountRowFragment }) {
  const { isChosen, toggle } = useChoice();
  const { id, username } = account;
  return (
    <TableRow hover selected={isChosen(id)}>
      <TableCell padding="checkbox">
        <Checkbox
          checked={isChosen(id)}
          onChange={() => toggle(id)}
          slotProps={{ input: { "aria-label": `Select @${username}` } }}
        />
      </TableCell>
      <Cells account={account} />
    </TableRow>
  );
}

/** A hundred rows stand still while one of them is chosen. */
const Cells = memo(function Cells({ account }: { account: AccountRowFragment }) {
  return (
    <>
      <TableCell sx={{ maxWidth: 260 }}>
        <AccountName account={account} />
      </TableCell>
      <TableCell>
        <StatusChip account={account} />
      </TableCell>
      <TableCell>
        <ExpiryBar token={account.token} />
      </TableCell>
      <TableCell>
        <LastRefresh token={account.token} />
      </TableCell>
      <TableCell>
        <LastSync account={account} />
      </TableCell>
      <TableCell align="right" sx={{ fontVariantNumeric: "tabular-nums" }}>
        {account.postCount.toLocaleString("en")}
      </TableCell>
    </>
  );
});
