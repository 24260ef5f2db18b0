import type { AccessScope } from "../../viewer.js";

export function shown(alias: string, accessScope: AccessScope): string {
  return `${alias}.removed_at is null${accessScope.hidden ? "" : ` and not ${alias}.hidden`}`;
}
