import type { AccountSelection, MediaSelection, RequestedField } from "../feed/selection.js";
import { accountSelection, mediaSelection } from "../feed/selection.js";

/** What is requested of each post of a feed. */
export interface FeedPostSelection {
  media: MediaSelection | null;
  alsoBy: AccountSelection | null;
}

const known = new WeakMap<readonly RequestedField[], FeedPostSelection>();

/** Of a connection's requested fields. Cached by the requested tree, which equal queries share. */
export function feedPostList(fields: readonly RequestedField[]): FeedPostSelection {
  const found = known.get(fields);
  if (found) return found;
  const edges = fields.filter(({ name }) => name === "edges").flatMap((edge) => edge.fields);
  const nodes = [...edges.filter(({ name }) => name === "node"), ...fields.filter(({ name }) => name === "nodes")];
  const selection = feedPostSelection(nodes.flatMap((node) => node.fields));
  known.set(fields, selection);
  return selection;
}

export function feedPostSelection(fields: readonly RequestedField[]): FeedPostSelection {
  const below = (name: string) => {
    const same = fields.filter((field) => field.name === name);
    return same.length > 0 ? same.flatMap((field) => field.fields) : null;
  };
  const [media, alsoBy] = [below("media"), below("alsoBy")];
  return {
    media: media && mediaSelection(media),
    alsoBy: alsoBy && { ...accountSelection(alsoBy), lists: [] },
  };
}
