import { useTranslate } from "../i18n/use-translate.js";
import { RelativeTime } from "./RelativeTime.js";
import { useNow } from "./server-clock.js";

/** When the server will do something by itself; what is due already is done at its next check. */
export function NextTime({ at }: { at: string | null | undefined }) {
  const translate = useTranslate();
  const now = useNow();
  if (at && new Date(at) <= now) return <>{translate("darkroom.ui.at_the_next_check")}</>;
  return <RelativeTime at={at} none={translate("darkroom.ui.not_scheduled")} />;
}
