import HealthyIcon from "@mui/icons-material/CheckCircleOutline";
import StaleIcon from "@mui/icons-material/HourglassBottom";
import BrokenIcon from "@mui/icons-material/LinkOff";
import { Box, Chip, Typography } from "@mui/material";
import type { FeedLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { AccountLink } from "../ui/AccountLink.js";

type Health = "HEALTHY" | "STALE" | "BROKEN";

const LOOKS = {
  HEALTHY: { color: "success", Icon: HealthyIcon },
  STALE: { color: "warning", Icon: StaleIcon },
  BROKEN: { color: "error", Icon: BrokenIcon },
} as const;

/** How a feed's accounts are, in a word, and which of them are not well. */
export function FeedHealth({ feed }: { feed: Pick<FeedLineFragment, "accountCount" | "unhealthyAccounts"> }) {
  const translate = useTranslate();
  const unhealthy = feed.unhealthyAccounts ?? [];
  const health = healthOf(unhealthy);
  const { color, Icon } = LOOKS[health];
  return (
    <Box sx={{ display: "inline-grid", gap: 0.5, justifyItems: "start" }}>
      <Chip
        size="small"
        variant="outlined"
        color={color}
        icon={<Icon />}
        label={translate(`darkroom.feeds.health.${health}`)}
      />
      <Typography variant="caption" color="text.secondary" component="div">
        {unhealthy.length === 0
          ? translate("darkroom.feeds.health.accounts", { smart_count: feed.accountCount ?? 0 })
          : unhealthy.map((account, place) => (
              <span key={account.id}>
                {place > 0 && ", "}
                <AccountLink account={account} />
              </span>
            ))}
      </Typography>
    </Box>
  );
}

function healthOf(unhealthy: NonNullable<FeedLineFragment["unhealthyAccounts"]>): Health {
  if (unhealthy.length === 0) return "HEALTHY";
  return unhealthy.some(({ status }) => status === "RECONNECT_REQUIRED") ? "BROKEN" : "STALE";
}
