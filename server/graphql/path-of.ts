import type { GraphQLResolveInfo } from "graphql";

/** The response keys down to a field, without the places in lists: one path for all rows of an answer. */
export function pathOf(info: GraphQLResolveInfo): string {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo["path"] | undefined = info.path; at; at = at.prev) keys.push(at.key);
  return keys.filter((key) => typeof key === "string").join(".");
}
