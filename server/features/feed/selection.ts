import { connectionFilter, type MediaArguments, type MediaFilter, mediaFilter } from "../media/media-filter.js";

export interface RequestedField {
  key: string;
  name: string;
  args: Readonly<Record<string, unknown>>;
  fields: readonly RequestedField[];
}

export interface AccountSelection {
  columns: ReadonlySet<string>;
  profile: ReadonlySet<string> | null;
  token: boolean;
  lists: readonly MediaList[];
}

export interface MediaList {
  key: string;
  filter: MediaFilter;
  media: MediaSelection;
  /** One more row then shows a next page. */
  connection: ConnectionSelection | null;
}

/** What is requested of a connection besides its posts; the rest is not computed. */
export interface ConnectionSelection {
  counted: boolean;
  edges: boolean;
  /** Any cursor, of edges or of the page. Rows then include their position. */
  cursors: boolean;
}

export interface MediaSelection {
  columns: ReadonlySet<string>;
  image: ReadonlySet<string> | null;
  /** NONE where there are none. */
  children: MediaSelection | "NONE" | null;
  /** Without its lists: a batch loads them for all accounts of the response. */
  account: AccountSelection | null;
  alsoBy: AccountSelection | null;
}

/** Albums do not nest: parts of parts are always empty. */
const CHILDREN_DEPTH_MAX = 1;

/** Turns an account's requested fields into a selection. Cached by the requested tree, which equal queries share. */
export function accountSelection(fields: readonly RequestedField[]): AccountSelection {
  return remember(accountSelections, fields, () => selectAccount(fields));
}

export function profileSelection(fields: readonly RequestedField[]): AccountSelection {
  const profile = new Set(fields.map(({ name }) => name));
  return remember(accountSelections, fields, () => ({ columns: new Set(["id"]), profile, token: false, lists: [] }));
}

export const TOKEN_SELECTION: AccountSelection = {
  columns: new Set(["id"]),
  profile: null,
  token: true,
  lists: [],
};

export function mediaSelection(fields: readonly RequestedField[]): MediaSelection {
  return remember(mediaSelections, fields, () => selectMedia(fields, 0));
}

const accountSelections = new WeakMap<readonly RequestedField[], AccountSelection>();
const mediaSelections = new WeakMap<readonly RequestedField[], MediaSelection>();

function remember<T>(
  known: WeakMap<readonly RequestedField[], T>,
  fields: readonly RequestedField[],
  make: () => T,
): T {
  const found = known.get(fields);
  if (found) return found;
  const made = make();
  known.set(fields, made);
  return made;
}

function selectAccount(fields: readonly RequestedField[]): AccountSelection {
  const columns = new Set<string>(["id"]);
  let profile: string[] | null = null;
  const lists: MediaList[] = [];
  let token = false;
  for (const field of fields) {
    if (field.name === "profile") profile = [...(profile ?? []), ...field.fields.map(({ name }) => name)];
    else if (field.name === "media") lists.push(mediaList(field));
    else if (field.name === "mediaConnection") lists.push(connectionList(field));
    else if (field.name === "token") token = true;
    else columns.add(field.name);
  }
  return { columns, profile: profile && new Set(profile), token, lists: lists.filter(isRequestedOnce) };
}

/** Two aliases of `nodes` may use one key for their lists: the batch loads those. */
function isRequestedOnce({ key }: MediaList, _index: number, lists: readonly MediaList[]): boolean {
  return lists.filter((other) => other.key === key).length === 1;
}

export function mediaList({ key, args, fields }: Pick<RequestedField, "key" | "args" | "fields">): MediaList {
  return { key, filter: mediaFilter(args as MediaArguments), media: mediaSelection(fields), connection: null };
}

/** The posts of a connection, as nodes and in edges, are selected once. */
export function connectionList({ key, args, fields }: Pick<RequestedField, "key" | "args" | "fields">): MediaList {
  return {
    key,
    filter: connectionFilter(args as MediaArguments),
    media: remember(mediaSelections, fields, () => selectMedia(nodeFields(fields), 0)),
    connection: selectConnection(fields),
  };
}

function selectConnection(fields: readonly RequestedField[]): ConnectionSelection {
  const isRequested = (field: string) => fields.some(({ name }) => name === field);
  const edges = isRequested("edges");
  const page = fields.filter(({ name }) => name === "pageInfo").flatMap(({ fields }) => fields);
  const cursors = edges || page.some(({ name }) => name === "startCursor" || name === "endCursor");
  return { counted: isRequested("totalCount"), edges, cursors };
}

function nodeFields(fields: readonly RequestedField[]): RequestedField[] {
  const edges = fields.filter(({ name }) => name === "edges").flatMap((edge) => edge.fields);
  const nodes = [...edges.filter(({ name }) => name === "node"), ...fields.filter(({ name }) => name === "nodes")];
  return nodes.flatMap((node) => node.fields);
}

function selectMedia(fields: readonly RequestedField[], depth: number): MediaSelection {
  const columns = new Set<string>(["id"]);
  let image: Set<string> | null = null;
  let children: RequestedField[] | null = null;
  let account: RequestedField[] | null = null;
  let alsoBy: RequestedField[] | null = null;
  for (const field of fields) {
    if (field.name === "children") children = [...(children ?? []), ...field.fields];
    else if (field.name === "account") account = [...(account ?? []), ...field.fields];
    else if (field.name === "alsoBy") alsoBy = [...(alsoBy ?? []), ...field.fields];
    else if (field.name === "image") image = new Set([...(image ?? []), ...field.fields.map(({ name }) => name)]);
    else columns.add(field.name);
  }
  return {
    columns,
    image,
    children: children && (depth < CHILDREN_DEPTH_MAX ? selectMedia(children, depth + 1) : "NONE"),
    account: account && { ...selectAccount(account), lists: [] },
    alsoBy: alsoBy && { ...selectAccount(alsoBy), lists: [] },
  };
}
