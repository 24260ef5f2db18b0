import type { AppContext } from "../../app-context.js";
import type { AccessScope } from "../../viewer.js";
import type { QueryParams } from "./statement.js";

export function queryParams(app: AppContext, accessScope: AccessScope): QueryParams {
  const now = app.clock.now();
  return {
    now: now.toISOString(),
    staleBefore: new Date(now.getTime() - 2 * app.config.syncEveryMs).toISOString(),
    appId: accessScope.appId,
    ownAccountId: accessScope.ownAccountId,
    visibleIds: accessScope.accountIds,
    filesUrl: `${app.config.publicUrl}/files/`,
  };
}
