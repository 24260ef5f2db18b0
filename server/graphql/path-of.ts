import type { GraphQLResolveInfo } from "graphql";

/** The response keys from the root to a field, without list indexes: all rows share one path. */
export function pathOf(info: GraphQLResolveInfo): string {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo["path"] | undefined = info.path; at; at = at.prev) keys.push(at.key);
  return keys.filter((key) => typeof key === "string").join(".");
}
