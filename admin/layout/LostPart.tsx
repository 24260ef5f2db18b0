import { Alert, LinearProgress } from "@mui/material";
import { useEffect } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { Page } from "../ui/Page.js";

const PING_EVERY_MS = 2_000;
const ANSWER_WITHIN_MS = 4_000;
/** A page that is still not there after it was loaded anew is broken; it is not loaded over and over. */
const RELOAD_AGAIN_AFTER_MS = 60_000;
const RELOADED_AT = "darkroom.reloadedAt";

/** In the place of a page whose code could not be loaded: loads the dashboard anew as soon as the server answers. */
export function LostPart() {
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

export function mayReload(): boolean {
  return Date.now() - Number(sessionStorage.getItem(RELOADED_AT)) > RELOAD_AGAIN_AFTER_MS;
}

async function reloadIfAnswered(): Promise<void> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const answer = await fetch("/healthz", { cache: "no-store", signal }).catch(() => null);
  if (!answer?.ok) return;
  sessionStorage.setItem(RELOADED_AT, String(Date.now()));
  window.location.reload();
}
