import { useNow } from "./server-clock.js";
import { When } from "./When.js";

/** When the server will do something by itself; what is due already is done at its next check. */
export function NextTime({ at }: { at: string | null | undefined }) {
  const now = useNow();
  if (at && new Date(at) <= now) return <>at the next check</>;
  return <When at={at} none="not scheduled" />;
}
