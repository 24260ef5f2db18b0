import { Box, LinearProgress, Typography } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { invalidate } from "../data-provider/use-action.js";
import { VERBS } from "../data-provider/verbs.js";
import { errorText } from "../i18n/error-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { type BulkScope, idsOf, type Selected } from "../jobs/bulk-scope.js";
import { DialogForm } from "../ui/DialogForm.js";
import { useNow } from "../ui/server-clock.js";
import { CreatedLinks, type NewLink } from "./CreatedLinks.js";
import { daysAhead, EXPIRY, ExpiryInput } from "./ExpiryInput.js";

interface ReconnectLinksDialogProps extends Selected {
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

/** How many are created at once. */
const RECONNECT_LINKS_MAX = 200;

/** Creates a reconnect link for each account of many, one after the other; those that are created stay, whatever becomes of the rest. */
function useReconnectLinks(): ReconnectLinks {
  const translate = useTranslate();
  const queries = useQueryClient();
  const [created, setCreated] = useState<NewLink[]>([]);
  const [isCreating, setIsCreating] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const isStopped = useRef(false);
  // Whoever has left the page would never see the rest.
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );

  async function create(scope: BulkScope, expiresAt: string) {
    isStopped.current = false;
    setError(null);
    setIsCreating(true);
    try {
      for (const accountId of await idsOf(scope, RECONNECT_LINKS_MAX)) {
        if (isStopped.current) break;
        const link = await createOne(accountId, expiresAt);
        setCreated((before) => [...before, link]);
      }
    } catch (error) {
      const serverError = errorText(error, translate);
      setError(serverError);
      return { root: { serverError } };
    } finally {
      setIsCreating(false);
      void invalidate(queries, VERBS.createReconnectLink.invalidates);
    }
  }
  function stop() {
    isStopped.current = true;
  }
  return { created, isCreating, error, create, stop };
}

interface ReconnectLinks {
  created: NewLink[];
  isCreating: boolean;
  error: string | null;
  /** Returns the error for a form to show. */
  create(scope: BulkScope, expiresAt: string): Promise<unknown>;
  /** After the one that is in hand. */
  stop(): void;
}

async function createOne(accountId: string, expiresAt: string): Promise<NewLink> {
  const { url, connectLink } = await VERBS.createReconnectLink.run({ accountId, expiresAt });
  const { id, account } = connectLink;
  return {
    id,
    url,
    expiresAt: connectLink.expiresAt,
    username: account?.username,
    reference: account?.reference ?? null,
  };
}
