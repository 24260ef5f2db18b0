import { Box, Typography } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { AccountRowFragment } from "../gql/graphql.js";
import { NextTime } from "../ui/NextTime.js";
import { When } from "../ui/When.js";
import { CAUSE_WORDS } from "../ui/words.js";

/** When a token was last refreshed and what came of it, and when it is tried next. */
export function LastRefresh() {
  const token = useRecordContext<AccountRowFragment>()?.token;
  if (!token) return <Typography variant="body2">–</Typography>;
  const { failure, refreshedAt, nextRefreshAt } = token;
  return (
    <Box>
      <Typography variant="body2" color={failure ? "error" : "textPrimary"}>
        {failure ? "Failed " : null}
        <When at={failure?.lastAt ?? refreshedAt} none="Not refreshed yet" />
      </Typography>
      <Typography variant="caption" color="text.secondary" component="p">
        {failure && `${CAUSE_WORDS[failure.cause]}. `}
        {(nextRefreshAt || !failure) && (
          <>
            Next: <NextTime at={nextRefreshAt} />
          </>
        )}
      </Typography>
    </Box>
  );
}
