import { Alert, Button, LinearProgress } from "@mui/material";
import { useEffect, useState } from "react";
import type { ErrorProps } from "react-admin";
import { useTranslate } from "../i18n/use-translate.js";
import { isLostPart } from "../lib/lost-parts.js";
import { EmptyState } from "../ui/EmptyState.js";
import { Page } from "../ui/Page.js";

/** In the place of a page that could not be loaded or drawn; the menu beside it leads on. */
export function ErrorPage({ error }: Pick<ErrorProps, "error">) {
  const translate = useTranslate();
  const [isLost] = useState(() => isLostPart(error) && mayReload());
  if (isLost) return <LostPart />;
  return (
    <Page title={translate("darkroom.layout.broken.title")}>
      <EmptyState
        title={translate("darkroom.layout.broken.what")}
        text={translate("darkroom.layout.broken.help")}
        action={
          <Button variant="contained" onClick={() => window.location.reload()}>
            {translate("darkroom.layout.broken.reload")}
          </Button>
        }
      />
    </Page>
  );
}

const PING_EVERY_MS = 2_000;
const ANSWER_WITHIN_MS = 4_000;
/** A page that is still not there after it was loaded anew is broken; it is not loaded over and over. */
const RELOAD_AGAIN_AFTER_MS = 60_000;
const RELOADED_AT = "darkroom.reloadedAt";

/** In the place of a page whose code could not be loaded: loads the dashboard anew as soon as the server answers. */
function LostPart() {
  const translate = useTranslate();
  useEffect(() => {
    const ping = () => void reloadIfAnswered();
    ping();
    const timer = setInterval(ping, PING_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Page title={translate("darkroom.layout.lost.title")}>
      <Alert severity="error" variant="filled">
        {translate("darkroom.layout.lost.text")}
      </Alert>
      <LinearProgress aria-label={translate("darkroom.layout.lost.waiting")} />
    </Page>
  );
}

function mayReload(): boolean {
  return Date.now() - Number(sessionStorage.getItem(RELOADED_AT)) > RELOAD_AGAIN_AFTER_MS;
}

async function reloadIfAnswered(): Promise<void> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const answer = await fetch("/healthz", { cache: "no-store", signal }).catch(() => null);
  if (!answer?.ok) return;
  sessionStorage.setItem(RELOADED_AT, String(Date.now()));
  window.location.reload();
}
