import HelpIcon from "@mui/icons-material/HelpOutline";
import { IconButton, Tooltip } from "@mui/material";
import { Link } from "react-router-dom";
import type { AccountStateFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { stateUrl } from "./state-groups.js";

/** Beside an account's status: leads to what it means, and what to do next. */
export function StateHelp({ account }: { account: AccountStateFragment }) {
  const translate = useTranslate();
  const label = translate("darkroom.states.more");
  return (
    <Tooltip title={label}>
      <IconButton component={Link} to={urlOf(account)} size="small" aria-label={label}>
        <HelpIcon fontSize="small" />
      </IconButton>
    </Tooltip>
  );
}

/** The most exact thing that is known: the cause, else the status as the chip names it. */
function urlOf({ status, stale, staleCause, token }: AccountStateFragment): string {
  const health = token?.health ?? "HEALTHY";
  if (status === "RECONNECT_REQUIRED") {
    const cause = token?.failure?.cause;
    return cause ? stateUrl("cause", cause) : stateUrl("account", status);
  }
  if (health === "EXPIRING") return stateUrl("health", health);
  if (status === "PAUSED") return stateUrl("account", status);
  if (stale) return staleCause ? stateUrl("cause", staleCause) : stateUrl("sync", "STALE");
  return stateUrl("health", health);
}
