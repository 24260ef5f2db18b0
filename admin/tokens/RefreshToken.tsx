import RefreshIcon from "@mui/icons-material/Refresh";
import { Alert, Box, Button, Typography } from "@mui/material";
import { useId, useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";
import { type AccountDetail, isReconnectNeeded } from "../ui/account-detail.js";
import { useNow } from "../ui/server-clock.js";

type Token = NonNullable<AccountDetail["token"]>;

/** Asks Instagram for a fresh token; while that cannot be, says why and from when it can. */
export function RefreshToken({ account, token }: { account: AccountDetail; token: Token }) {
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
