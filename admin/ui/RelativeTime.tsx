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
