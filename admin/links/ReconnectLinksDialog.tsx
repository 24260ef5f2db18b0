import { Box, LinearProgress, Typography } from "@mui/material";
import { useTranslate } from "../i18n/use-translate.js";
import type { BulkScope } from "../jobs/bulk-scope.js";
import { DialogForm } from "../ui/DialogForm.js";
import { useNow } from "../ui/server-clock.js";
import { CreatedLinks } from "./CreatedLinks.js";
import { daysAhead, EXPIRY, ExpiryInput } from "./ExpiryInput.js";
import { RECONNECT_LINKS_MAX, useReconnectLinks } from "./use-reconnect-links.js";

interface ReconnectLinksDialogProps {
  scope: BulkScope;
  /** How many accounts the scope holds. */
  count: number;
  onClose(): void;
}

/** Creates the links with which the owners of many accounts reconnect them, and shows the addresses this once. */
export function ReconnectLinksDialog({ scope, count, onClose }: ReconnectLinksDialogProps) {
  const translate = useTranslate();
  const now = useNow();
  const { created, isCreating, error, create, stop } = useReconnectLinks();
  if (created.length > 0 && !isCreating) return <CreatedLinks links={created} error={error} onClose={onClose} />;

  const wanted = Math.min(count, RECONNECT_LINKS_MAX);
  return (
    <DialogForm
      title={translate("darkroom.links.reconnect_title")}
      saveLabel={translate("darkroom.links.create_count", { smart_count: wanted })}
      defaultValues={EXPIRY}
      onSubmit={({ days }) => create(scope, daysAhead(now, days))}
      onClose={isCreating ? stop : onClose}
    >
      <Typography>{translate("darkroom.links.reconnect_help")}</Typography>
      {count > wanted && <Typography>{translate("darkroom.links.reconnect_some", { count, wanted })}</Typography>}
      <ExpiryInput />
      {isCreating && (
        <Box>
          <LinearProgress
            variant="determinate"
            value={(100 * created.length) / wanted}
            aria-label={translate("darkroom.links.progress")}
          />
          <Typography variant="body2">
            {translate("darkroom.links.progress_count", { count: created.length, wanted })}
          </Typography>
        </Box>
      )}
    </DialogForm>
  );
}
