import RefreshIcon from "@mui/icons-material/Refresh";
import { Alert, Box, Button, Typography } from "@mui/material";
import { type ReactNode, useId, useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { isReconnectNeeded, type OneAccount } from "../ui/one-account.js";
import { useNow } from "../ui/server-clock.js";
import { When } from "../ui/When.js";

type Token = NonNullable<OneAccount["token"]>;

const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** Asks Instagram for a fresh token; while that cannot be, says why and from when it can. */
export function RefreshToken({ account, token }: { account: OneAccount; token: Token }) {
  const hintId = useId();
  const now = useNow();
  const [moved, setMoved] = useState<{ from: string; to: string } | null>(null);
  const [refresh, isRefreshing] = useAction("refreshToken", {
    onSuccess: (refreshToken) => setMoved({ from: token.expiresAt, to: refreshToken.expiresAt }),
  });
  const obstacle = obstacleOf(account, token, now);
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
        Refresh token
      </Button>
      {obstacle !== null && (
        <Typography id={hintId} variant="body2" color="text.secondary">
          {obstacle}
        </Typography>
      )}
      <Box role="status" sx={{ width: "100%" }}>
        {moved && (
          <Alert severity="success">
            Refreshed. It expired {EXACT.format(new Date(moved.from))}; now it expires{" "}
            {EXACT.format(new Date(moved.to))}.
          </Alert>
        )}
      </Box>
    </Box>
  );
}

function obstacleOf(account: OneAccount, token: Token, now: Date): ReactNode {
  if (isReconnectNeeded(account)) return "Instagram would reject it: only reconnecting helps.";
  if (now >= new Date(token.refreshableAt)) return null;
  return (
    <>
      Instagram does not refresh a token in its first 24 hours. This opens {EXACT.format(new Date(token.refreshableAt))}{" "}
      (
      <When at={token.refreshableAt} />
      ).
    </>
  );
}
