import { type MediaArguments, type MediaFilter, mediaFilter } from "../media/media-filter.js";

/** One asked field: its response key (the alias), its name, its arguments, what is asked below it. */
export interface AskedField {
  key: string;
  name: string;
  args: Readonly<Record<string, unknown>>;
  fields: readonly AskedField[];
}

/** What to select of accounts. */
export interface AccountSelection {
  columns: ReadonlySet<string>;
  /** The profile's columns; empty when it is not asked. */
  profile: ReadonlySet<string>;
  token: boolean;
  lists: readonly MediaList[];
}

/** One list of posts, under the response key that it was asked by. */
export interface MediaList {
  key: string;
  filter: MediaFilter;
  media: MediaSelection;
}

/** What to select of posts. */
export interface MediaSelection {
  columns: ReadonlySet<string>;
  image: boolean;
  children: MediaSelection | null;
  /** Without lists of its own: those are loaded by the batch, once for all accounts of the answer. */
  account: AccountSelection | null;
}

/** Albums hold no albums: parts of parts are always empty. */
const CHILDREN_DEPTH_MAX = 1;

/** The asked fields of an account → what to select. Remembered by the tree, which the same query answers again. */
export function accountSelection(fields: readonly AskedField[]): AccountSelection {
  return remember(accountSelections, fields, () => selectAccount(fields));
}

/** The asked fields of a profile alone → what to select of its account. */
export function profileSelection(fields: readonly AskedField[]): AccountSelection {
  const profile = new Set(fields.map(({ name }) => name));
  return remember(accountSelections, fields, () => ({ columns: new Set(["id"]), profile, token: false, lists: [] }));
}

/** The token alone. */
export const TOKEN_SELECTION: AccountSelection = {
  columns: new Set(["id"]),
  profile: new Set(),
  token: true,
  lists: [],
};

/** The asked fields of posts → what to select. */
export function mediaSelection(fields: readonly AskedField[]): MediaSelection {
  return remember(mediaSelections, fields, () => selectMedia(fields, 0));
}

const accountSelections = new WeakMap<readonly AskedField[], AccountSelection>();
const mediaSelections = new WeakMap<readonly AskedField[], MediaSelection>();

function remember<T>(known: WeakMap<readonly AskedField[], T>, fields: readonly AskedField[], make: () => T): T {
  const found = known.get(fields);
  if (found) return found;
  const made = make();
  known.set(fields, made);
  return made;
}

function selectAccount(fields: readonly AskedField[]): AccountSelection {
  const columns = new Set<string>(["id"]);
  const profile = new Set<string>();
  const lists: MediaList[] = [];
  let token = false;
  for (const field of fields) {
    if (field.name === "profile") for (const { name } of field.fields) profile.add(name);
    else if (field.name === "media") lists.push(mediaList(field));
    else if (field.name === "token") token = true;
    else columns.add(field.name);
  }
  return { columns, profile, token, lists };
}

function mediaList({ key, args, fields }: AskedField): MediaList {
  return { key, filter: mediaFilter(args as MediaArguments), media: mediaSelection(fields) };
}

function selectMedia(fields: readonly AskedField[], depth: number): MediaSelection {
  const columns = new Set<string>(["id"]);
  let image = false;
  let children: readonly AskedField[] = [];
  let account: readonly AskedField[] = [];
  for (const field of fields) {
    if (field.name === "children") children = [...children, ...field.fields];
    else if (field.name === "account") account = [...account, ...field.fields];
    else if (field.name === "image") image = true;
    else columns.add(field.name);
  }
  return {
    columns,
    image,
    children: children.length > 0 && depth < CHILDREN_DEPTH_MAX ? selectMedia(children, depth + 1) : null,
    account: account.length > 0 ? { ...selectAccount(account), lists: [] } : null,
  };
}
