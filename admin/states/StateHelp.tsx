import HelpIcon from "@mui/icons-material/HelpOutline";
import { Box, IconButton, Tooltip } from "@mui/material";
import { FieldTitle, useResourceContext } from "react-admin";
import { Link } from "react-router-dom";
import type { AccountSummaryFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { groupUrl, type StateGroup, stateUrl } from "./state-groups.js";

/** Beside an account's status: leads to what it means, and what to do next. */
export function StateHelp({ account }: { account: AccountSummaryFragment }) {
  const translate = useTranslate();
  return <HelpLink to={urlOf(account)} label={translate("darkroom.states.more")} />;
}

/** Beside the heading of a list: leads to what the statuses in its rows mean. */
export function StatesHelp({ group }: { group: StateGroup }) {
  const translate = useTranslate();
  return <HelpLink to={groupUrl(group)} label={translate("darkroom.states.more_of_list")} />;
}

/** The head of a column of statuses: once for all rows, so that the keyboard need not pass a link in each of them. */
export function StateHead({ source, group }: { source: string; group: StateGroup }) {
  const resource = useResourceContext();
  return (
    <Box component="span" sx={{ alignItems: "center", display: "inline-flex", gap: 0.5 }}>
      <FieldTitle source={source} {...(resource && { resource })} />
      <StatesHelp group={group} />
    </Box>
  );
}

function HelpLink({ to, label }: { to: string; label: string }) {
  return (
    <Tooltip title={label}>
      <IconButton component={Link} to={to} size="small" aria-label={label}>
        <HelpIcon fontSize="small" />
      </IconButton>
    </Tooltip>
  );
}

/** The most exact thing that is known: the cause, else the status as the chip names it. */
function urlOf({ status, stale, staleCause, token }: AccountSummaryFragment): string {
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
