import FoldIcon from "@mui/icons-material/ExpandLess";
import UnfoldIcon from "@mui/icons-material/ExpandMore";
import RefreshIcon from "@mui/icons-material/Refresh";
import { Alert, Box, Button, Link, Typography } from "@mui/material";
import { type ReactNode, useId, useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";
import { type AccountDetail, isReconnectNeeded } from "../ui/account-detail.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ExpiryBar } from "../ui/ExpiryBar.js";
import { Panel } from "../ui/Panel.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { useNow } from "../ui/server-clock.js";
import { TokenTimeline } from "./TokenTimeline.js";

/** An account's access token: until when it lives, refreshing it, and all that happened to it. Never the token itself. */
export function TokenPanel({ account }: { account: AccountDetail }) {
  const translate = useTranslate();
  const { token } = account;
  const id = useId();
  // A healthy token's past interests nobody until something is wrong.
  const isHealthy = token?.health === "HEALTHY" && !token.failure;
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isShown = chosen ?? !isHealthy;
  return (
    <Panel title={translate("darkroom.tokens.title")}>
      {token ? (
        <>
          <Facts token={token} />
          <RefreshToken account={account} token={token} />
        </>
      ) : (
        <EmptyState title={translate("darkroom.tokens.none")} text={translate("darkroom.tokens.none_help")} />
      )}
      <Typography component="h3" variant="h3">
        <Link
          component="button"
          type="button"
          underline="hover"
          aria-expanded={isShown}
          aria-controls={id}
          onClick={() => setChosen(!isShown)}
          sx={TIMELINE}
        >
          {translate("darkroom.tokens.timeline")}
          {isShown ? <FoldIcon fontSize="small" /> : <UnfoldIcon fontSize="small" />}
        </Link>
      </Typography>
      <Box id={id} hidden={!isShown}>
        <TokenTimeline account={account} />
      </Box>
    </Panel>
  );
}

const TIMELINE = { alignItems: "center", display: "inline-flex", font: "inherit", gap: 0.5 };

function Facts({ token }: { token: NonNullable<AccountDetail["token"]> }) {
  const translate = useTranslate();
  const { issuedAt, refreshedAt, estimated, scopes } = token;
  return (
    <Box component="dl" sx={FACTS}>
      <Fact label={translate("darkroom.tokens.expires")}>
        <ExpiryBar token={token} />
        {estimated && (
          <Typography variant="caption" color="text.secondary">
            {translate("darkroom.tokens.estimated")}
          </Typography>
        )}
      </Fact>
      <Fact label={translate("darkroom.tokens.issued")}>
        <RelativeTime at={issuedAt} />
      </Fact>
      <Fact label={translate("darkroom.tokens.last_refreshed")}>
        <RelativeTime at={refreshedAt} none={translate("darkroom.ui.not_yet")} />
      </Fact>
      <Fact label={translate("darkroom.tokens.granted")}>
        {scopes?.join(", ") ?? translate("darkroom.tokens.granted_unknown")}
      </Fact>
    </Box>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography component="dt" variant="caption" color="text.secondary">
        {label}
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

type Token = NonNullable<AccountDetail["token"]>;

/** Asks Instagram for a fresh token; while that cannot be, says why and from when it can. */
function RefreshToken({ account, token }: { account: AccountDetail; token: Token }) {
  const translate = useTranslate();
  const format = useFormat();
  const hintId = useId();
  const now = useNow();
  const [moved, setMoved] = useState<{ from: string; to: string } | null>(null);
  const [refresh, isRefreshing] = useAction("refreshToken", {
    onSuccess: (refreshToken) => setMoved({ from: token.expiresAt, to: refreshToken.expiresAt }),
  });
  const isHopeless = isReconnectNeeded(account);
  const isTooYoung = now < new Date(token.refreshableAt);
  const obstacle = isHopeless
    ? translate("darkroom.tokens.only_reconnecting")
    : isTooYoung
      ? translate("darkroom.tokens.too_young", { at: format.instant(new Date(token.refreshableAt)) })
      : null;
  return (
    <Box sx={{ display: "grid", gap: 1, justifyItems: "start" }}>
      <Button
        variant="outlined"
        startIcon={<RefreshIcon />}
        disabled={obstacle !== null}
        loading={isRefreshing}
        onClick={() => refresh({ accountId: account.id })}
        {...(obstacle !== null && { "aria-describedby": hintId })}
      >
        {translate("darkroom.tokens.refresh")}
      </Button>
      {obstacle !== null && (
        <Typography id={hintId} variant="body2" color="text.secondary">
          {obstacle}
        </Typography>
      )}
      <Box role="status" sx={{ width: "100%" }}>
        {moved && (
          <Alert severity="success">
            {translate("darkroom.tokens.refreshed", {
              from: format.instant(new Date(moved.from)),
              to: format.instant(new Date(moved.to)),
            })}
          </Alert>
        )}
      </Box>
    </Box>
  );
}
