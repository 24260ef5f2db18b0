import { Box, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { EmptyState } from "../ui/EmptyState.js";
import { ExpiryBar } from "../ui/ExpiryBar.js";
import type { OneAccount } from "../ui/one-account.js";
import { Panel } from "../ui/Panel.js";
import { When } from "../ui/When.js";
import { RefreshToken } from "./RefreshToken.js";
import { TokenTimeline } from "./TokenTimeline.js";
import { timelineOf } from "./timeline.js";

/** An account's access token: until when it lives, refreshing it, and all that happened to it. Never the token itself. */
export function TokenPanel({ account }: { account: OneAccount }) {
  const { token } = account;
  return (
    <Panel title="Token">
      {token ? (
        <>
          <Facts token={token} />
          <RefreshToken account={account} token={token} />
        </>
      ) : (
        <EmptyState
          title="No token"
          text="The owner must connect the account again. Until then, stored posts are served."
        />
      )}
      <Typography component="h3" variant="h3">
        Timeline
      </Typography>
      <TokenTimeline events={timelineOf(account)} nextRefreshAt={token?.nextRefreshAt ?? null} />
    </Panel>
  );
}

function Facts({ token }: { token: NonNullable<OneAccount["token"]> }) {
  const { issuedAt, refreshedAt, estimated, scopes } = token;
  return (
    <Box component="dl" sx={FACTS}>
      <Fact words="Expires">
        <ExpiryBar token={token} />
        {estimated && (
          <Typography variant="caption" color="text.secondary">
            Estimated: the first refresh confirms it
          </Typography>
        )}
      </Fact>
      <Fact words="Issued">
        <When at={issuedAt} />
      </Fact>
      <Fact words="Last refreshed">
        <When at={refreshedAt} none="not yet" />
      </Fact>
      <Fact words="Granted">{scopes?.join(", ") ?? "Instagram did not say"}</Fact>
    </Box>
  );
}

function Fact({ words, children }: { words: string; children: ReactNode }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography component="dt" variant="caption" color="text.secondary">
        {words}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: "anywhere" }}>
        {children}
      </Typography>
    </Box>
  );
}

const FACTS = {
  display: "grid",
  gap: 2,
  gridTemplateColumns: { xs: "repeat(2, minmax(0, 1fr))", sm: "repeat(auto-fill, minmax(165px, 1fr))" },
  m: 0,
};
