import { Tooltip } from "@mui/material";
import { relativeTime } from "./relative-time.js";
import { useNow } from "./server-clock.js";

const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });

/** An instant by its distance from now; the exact one on hover, on touch and for screen readers. */
export function When({ at, none = "never" }: { at: string | null | undefined; none?: string }) {
  const now = useNow();
  if (!at) return <>{none}</>;
  const instant = new Date(at);
  const exact = EXACT.format(instant);
  return (
    <Tooltip title={exact} describeChild>
      <time dateTime={at} style={{ whiteSpace: "nowrap" }}>
        {relativeTime(instant, now)}
      </time>
    </Tooltip>
  );
}
