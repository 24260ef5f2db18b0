import { Box, Checkbox, FormControlLabel, Skeleton, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { RecordContextProvider, useListContext } from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";
import { ExpiryBar } from "../ui/ExpiryBar.js";
import { StatusChip } from "../ui/StatusChip.js";
import { AccountName } from "./AccountName.js";
import { LastRefresh } from "./LastRefresh.js";
import { LastSync } from "./LastSync.js";
import { useChoice } from "./use-choice.js";

const SKELETONS = Array.from({ length: 5 }, (_, card) => card);

/** The list on a phone. */
export function AccountCards() {
  const { data, isPending } = useListContext<AccountRowFragment>();
  const { isPageChosen, choosePage } = useChoice();
  if (isPending)
    return SKELETONS.map((card) => <Skeleton key={card} height={180} sx={{ mx: 2, transform: "none", mb: 1 }} />);
  return (
    <>
      <FormControlLabel
        sx={{ ml: 0.5 }}
        control={<Checkbox checked={isPageChosen} onChange={choosePage} />}
        label="Select all on this page"
      />
      <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
        {data?.map((account) => (
          <RecordContextProvider key={account.id} value={account}>
            <AccountCard account={account} />
          </RecordContextProvider>
        ))}
      </Box>
    </>
  );
}

function AccountCard({ account }: { account: AccountRowFragment }) {
  const { isChosen, toggle } = useChoice();
  const { id, username, token, postCount } = account;
  return (
    <Box component="li" sx={CARD}>
      <Box sx={{ alignItems: "center", display: "grid", gap: 0.5, gridTemplateColumns: "auto minmax(0, 1fr) auto" }}>
        <Checkbox
          checked={isChosen(id)}
          onChange={() => toggle(id)}
          slotProps={{ input: { "aria-label": `Select @${username}` } }}
        />
        <AccountName />
        <StatusChip account={account} />
      </Box>
      <Box component="dl" sx={FACTS}>
        <Fact words="Token expires">
          <ExpiryBar token={token} />
        </Fact>
        <Fact words="Last refresh">
          <LastRefresh />
        </Fact>
        <Fact words="Last sync">
          <LastSync />
        </Fact>
        <Fact words="Posts">
          <Typography variant="body2">{postCount.toLocaleString("en")}</Typography>
        </Fact>
      </Box>
    </Box>
  );
}

function Fact({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div>
      <Typography component="dt" variant="caption" color="text.secondary">
        {words}
      </Typography>
      <Box component="dd" sx={{ m: 0 }}>
        {children}
      </Box>
    </div>
  );
}

const CARD = { borderTop: 1, borderColor: "divider", px: 1, py: 1.5 };
const FACTS = { display: "grid", gap: 1.5, gridTemplateColumns: "1fr 1fr", m: 0, mt: 1, pl: 1 };
