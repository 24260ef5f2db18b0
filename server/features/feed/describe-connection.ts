import { type MediaPlace, writeCursor } from "../media/media-cursor.js";
import type { MediaList } from "./selection.js";
import type { FeedPage, FeedRow } from "./store.js";

export interface MediaConnectionView {
  edges: { cursor: string; node: FeedRow }[];
  nodes: FeedRow[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number | null;
}

/** @see GraphQL Cursor Connections Specification */
export function describeConnection({ filter }: MediaList, page: FeedPage): MediaConnectionView {
  const nodes = page.rows.slice(0, filter.first);
  const edges = nodes.map((node) => ({ cursor: writeCursor(filter.order, node.place as MediaPlace), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: page.rows.length > nodes.length,
      hasPreviousPage: filter.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: page.totalCount,
  };
}
