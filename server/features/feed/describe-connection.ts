import { type MediaPlace, writeCursor } from "../media/media-cursor.js";
import type { MediaList } from "./selection.js";
import type { FeedPage, FeedRow } from "./store.js";

export interface MediaConnectionView {
  edges: { cursor: string; node: FeedRow }[];
  nodes: FeedRow[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number | null;
}

/**
 * Builds edges and cursors only where they are requested: they are JSON in base64, for each post.
 * @see GraphQL Cursor Connections Specification
 */
export function describeConnection({ filter, connection }: MediaList, page: FeedPage): MediaConnectionView {
  const nodes = page.rows.slice(0, filter.first);
  const cursorOf = (node: FeedRow) => writeCursor(filter.order, node.place as MediaPlace);
  const [first, last] = connection?.cursors ? [nodes[0], nodes.at(-1)] : [];
  return {
    edges: connection?.edges ? nodes.map((node) => ({ cursor: cursorOf(node), node })) : [],
    nodes,
    pageInfo: {
      hasNextPage: page.rows.length > nodes.length,
      hasPreviousPage: filter.after !== null,
      startCursor: first ? cursorOf(first) : null,
      endCursor: last ? cursorOf(last) : null,
    },
    totalCount: page.totalCount,
  };
}
