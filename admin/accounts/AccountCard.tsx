import { Box } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";
import { useFormat } from "../i18n/format.js";
import { CardFact } from "../ui/CardFact.js";
import { ExpiryBar } from "../ui/ExpiryBar.js";
import { StatusChip } from "../ui/StatusChip.js";
import { AccountName } from "./AccountName.js";
import { LastRefresh } from "./LastRefresh.js";
import { LastSync } from "./LastSync.js";
import { SelectRow } from "./Select.js";

/** An account of the list on a phone. */
export function AccountCard() {
  const format = useFormat();
  const account = useRecordContext<AccountRowFragment>();
  if (!account) return null;
  return (
    <>
      <Box sx={HEAD}>
        <SelectRow />
        <AccountName />
        <StatusChip account={account} />
      </Box>
      <CardFact source="expires">
        <ExpiryBar token={account.token} />
      </CardFact>
      <CardFact source="refreshed">
        <LastRefresh />
      </CardFact>
      <CardFact source="synced">
        <LastSync />
      </CardFact>
      <CardFact source="postCount">{format.number(account.postCount)}</CardFact>
    </>
  );
}

const HEAD = {
  alignItems: "center",
  display: "grid",
  gap: 0.5,
  gridTemplateColumns: "auto minmax(0, 1fr) auto",
  mb: 1,
};
