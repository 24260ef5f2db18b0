import { useNow } from "../ui/server-clock.js";
import { When } from "../ui/When.js";

/** When the server will do something by itself; what is due already is done at its next check. */
export function NextTime({ at }: { at: string | null | undefined }) {
  const now = useNow();
  if (at && new Date(at) <= now) return <>at the next check</>;
  return <When at={at} none="not by itself" />;
}
