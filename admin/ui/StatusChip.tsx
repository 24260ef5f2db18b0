import HealthyIcon from "@mui/icons-material/CheckCircleOutline";
import StaleIcon from "@mui/icons-material/HourglassBottom";
import BrokenIcon from "@mui/icons-material/LinkOff";
import PausedIcon from "@mui/icons-material/PauseCircleOutline";
import ExpiringIcon from "@mui/icons-material/Timelapse";
import { Chip } from "@mui/material";
import type { AccountSummaryFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";

/** An account's state as one word with a sign of its own: colour is never the only signal. */
export function StatusChip({ account }: { account: AccountSummaryFragment }) {
  const translate = useTranslate();
  const { label, color, Icon } = describe(account);
  return <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={translate(label)} />;
}

function describe({ status, stale, token }: AccountSummaryFragment) {
  if (status === "RECONNECT_REQUIRED")
    return { label: "darkroom.ui.reconnect", color: "error", Icon: BrokenIcon } as const;
  const health = token?.health ?? "HEALTHY";
  if (health === "EXPIRING")
    return { label: "darkroom.ui.health.EXPIRING", color: "warning", Icon: ExpiringIcon } as const;
  if (status === "PAUSED") return { label: "darkroom.ui.status.PAUSED", color: "default", Icon: PausedIcon } as const;
  if (stale) return { label: "darkroom.ui.stale", color: "warning", Icon: StaleIcon } as const;
  return { label: `darkroom.ui.health.${health}`, color: "success", Icon: HealthyIcon } as const;
}
