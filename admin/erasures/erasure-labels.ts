import type { ErasedKind, ErasureReason, ErasureRowFragment, ErasureState } from "../gql/graphql.js";

export const REASON_LABELS: Record<ErasureReason, string> = {
  OWNER: "Its owner",
  OPERATOR: "An operator",
  CALLBACK: "Meta's callback",
  MAILED_LIST: "Meta's mailed list",
  RETENTION: "The retention",
};

export const STATE_LABELS: Record<ErasureState, string> = {
  PENDING: "Waiting",
  ERASED: "Deleting files",
  DONE: "Done",
  NOT_FOUND: "Nothing found",
  AMBIGUOUS: "Ambiguous",
};

const KIND_LABELS: Partial<Record<ErasedKind, [string, string]>> = {
  POSTS: ["post", "posts"],
  FILES: ["file", "files"],
  CONNECT_LINKS: ["link", "links"],
  MESSAGES: ["message", "messages"],
};

/** What a receipt counts, as far as an operator asks: "41 posts, 12 files". */
export function countsText({ counts }: Pick<ErasureRowFragment, "counts">): string {
  const parts = counts.flatMap(({ kind, count }) => {
    const [one, many] = KIND_LABELS[kind] ?? [];
    return one && many ? [`${count.toLocaleString("en")} ${count === 1 ? one : many}`] : [];
  });
  return parts.join(", ") || "–";
}
