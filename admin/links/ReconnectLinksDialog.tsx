import { Box, LinearProgress, Typography } from "@mui/material";
import { useState } from "react";
import type { BulkScope } from "../jobs/use-bulk-acts.js";
import { FormDialog } from "../ui/FormDialog.js";
import { useNow } from "../ui/server-clock.js";
import { daysAhead, LIFE_DAYS, LifeField } from "./LifeField.js";
import { MadeLinks } from "./MadeLinks.js";
import { RECONNECT_LINKS_MAX, useReconnectLinks } from "./use-reconnect-links.js";

interface ReconnectLinksDialogProps {
  scope: BulkScope;
  /** How many accounts the scope holds. */
  count: number;
  onClose(): void;
}

/** Makes the links with which the owners of many accounts reconnect them, and shows the addresses this once. */
export function ReconnectLinksDialog({ scope, count, onClose }: ReconnectLinksDialogProps) {
  const now = useNow();
  const [days, setDays] = useState(LIFE_DAYS);
  const { made, isMaking, fault, make, stop } = useReconnectLinks();
  if (made.length > 0 && !isMaking) return <MadeLinks links={made} fault={fault} onClose={onClose} />;

  const wanted = Math.min(count, RECONNECT_LINKS_MAX);
  return (
    <FormDialog
      title="Create reconnect links"
      actLabel={wanted === 1 ? "Make 1 link" : `Create ${wanted} links`}
      isBusy={isMaking}
      fault={fault}
      onAct={() => make(scope, daysAhead(now, days))}
      onClose={isMaking ? stop : onClose}
    >
      <Typography>
        A link for each account, which its owner opens without signing in here. It connects that account alone, and
        works once.
      </Typography>
      {count > wanted && (
        <Typography>
          You selected {count.toLocaleString("en")} accounts; links are created for the first {wanted}.
        </Typography>
      )}
      <LifeField days={days} onChange={setDays} />
      {isMaking && (
        <Box>
          <LinearProgress variant="determinate" value={(100 * made.length) / wanted} aria-label="Links made" />
          <Typography variant="body2">
            {made.length} of {wanted} made
          </Typography>
        </Box>
      )}
    </FormDialog>
  );
}
