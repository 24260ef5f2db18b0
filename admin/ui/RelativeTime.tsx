import { Tooltip } from "@mui/material";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";
import { relativeTime } from "./relative-time.js";
import { useNow } from "./server-clock.js";

/** An instant by its distance from now; the exact one on hover, on touch and for screen readers. */
export function RelativeTime({ at, none }: { at: string | null | undefined; none?: string }) {
  const translate = useTranslate();
  const format = useFormat();
  const now = useNow();
  if (!at) return <>{none ?? translate("darkroom.ui.never")}</>;
  const instant = new Date(at);
  return (
    <Tooltip title={format.instant(instant)} describeChild>
      <time dateTime={at} style={{ whiteSpace: "nowrap" }}>
        {relativeTime(instant.getTime() - now.getTime(), { format, translate })}
      </time>
    </Tooltip>
  );
}

/** When the server will do something by itself; what is due already is done at its next check. */
export function NextTime({ at }: { at: string | null | undefined }) {
  const translate = useTranslate();
  const now = useNow();
  if (at && new Date(at) <= now) return <>{translate("darkroom.ui.at_the_next_check")}</>;
  return <RelativeTime at={at} none={translate("darkroom.ui.not_scheduled")} />;
}
