import type { AccessScope } from "../../viewer.js";

/** Neither removed nor hidden from the viewer. */
export function shown(alias: string, accessScope: AccessScope): string {
  return `${alias}.removed_at is null${accessScope.hidden ? "" : ` and not ${alias}.hidden`}`;
}
