import type { Sight } from "../../viewer.js";

/** What is neither removed nor hidden from the viewer. */
export function shown(alias: string, sight: Sight): string {
  return `${alias}.removed_at is null${sight.hidden ? "" : ` and not ${alias}.hidden`}`;
}
