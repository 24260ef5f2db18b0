import { type AppContext, perProcess } from "../../app-context.js";
import { SECOND_MS } from "../../lib/clock.js";
import { originMatcher } from "./match-origin.js";
import { selectLiveOrigins } from "./store.js";
import { KEYS_CHANNEL } from "./verify-key.js";

const REMEMBERED_MS = 3 * SECOND_MS;

/** Preflights of an active key's origins succeed. Cached for seconds. */
export async function isAllowedOrigin(app: AppContext, origin: string): Promise<boolean> {
  return (await liveOrigins(app))(origin);
}

type Matcher = (origin: string) => boolean;

async function liveOrigins(app: AppContext): Promise<Matcher> {
  const memory = cacheOf(app);
  if (memory.origins && memory.until > performance.now()) return await memory.origins;
  const alive = { sandbox: app.config.mode === "sandbox", now: app.clock.now() };
  const origins = selectLiveOrigins(app.db, alive).then(originMatcher);
  memory.origins = origins;
  memory.until = performance.now() + REMEMBERED_MS;
  origins.catch(() => {
    memory.origins = null;
  });
  return await origins;
}

interface Memory {
  origins: Promise<Matcher> | null;
  until: number;
}

const cacheOf = perProcess((app): Memory => {
  const memory: Memory = { origins: null, until: 0 };
  const forget = () => {
    memory.origins = null;
  };
  app.pubsub.subscribe(KEYS_CHANNEL, { onMessage: forget, onGap: forget });
  return memory;
});
