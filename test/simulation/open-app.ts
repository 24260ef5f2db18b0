import { createAppContext, type OpenAppContext } from "../../server/app-context.js";
import { readConfig } from "../../server/config/config.js";
import type { AdjustableClock } from "../../server/lib/clock.js";
import { Secret } from "../../server/lib/secret.js";

/** The real app of a server of the sandbox's app, with a clock that is turned; nothing else is replaced. */
export function openAppOf(env: Record<string, string | undefined>, clock: AdjustableClock): OpenAppContext {
  const config = readConfig(env);
  const instagram = { ...config.instagram, appId: env.APP_ID ?? "", appSecret: new Secret(env.APP_SECRET ?? "") };
  const databaseUrl = config.databaseUrl ?? new Secret("");
  return createAppContext({ ...config, databaseUrl, secretKeys: config.secretKeys ?? [], instagram }, { clock });
}
