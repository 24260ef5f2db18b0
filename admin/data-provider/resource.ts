import type { OwnMessages } from "../i18n/en/messages.js";
import { ApiError } from "../lib/api-error.js";

/** Each resource has its texts. */
export type ResourceName = keyof OwnMessages["resources"];

/** What react-admin requests of a list, with at most 100 rows. */
export interface ListQuery {
  offset: number;
  first: number;
  sort: { field: string; order: "ASC" | "DESC" };
  filter: Record<string, unknown>;
}

export interface Row {
  id: string;
}

/** A page of rows. The API counts all rows, except of the audit log: there it says whether more follow. */
export interface Page<R extends Row = Row> {
  rows: readonly R[];
  totalCount?: number;
  hasNextPage?: boolean;
}

/** What the API can do with the rows of one resource. */
export interface Resource<R extends Row = Row> {
  list(query: ListQuery): Promise<Page<R>>;
  /** With `meta`, as react-admin passes it on: a resource may return more of a row for its page. */
  one(id: string, meta?: Record<string, unknown>): Promise<Row | null>;
  /** Left out: each row is read by itself. */
  many?(ids: string[]): Promise<readonly R[]>;
  /** The rows that refer to another, by the name of the reference: `accountId`. */
  references?: Readonly<Record<string, (id: string, query: ListQuery) => Promise<Page<R>>>>;
  create?(data: Record<string, unknown>): Promise<Row>;
  update?(id: string, data: Record<string, unknown>, previousData: Record<string, unknown>): Promise<Row>;
  delete?(id: string): Promise<Row>;
}

/** Nothing is in the response: the viewer may not see the list, or it was cut off by an error. */
export function pageOf<R extends Row>(list: { nodes: readonly R[]; totalCount?: number } | null): Page<R> {
  return { rows: list?.nodes ?? [], totalCount: list?.totalCount ?? 0 };
}

/** A page of rows that the API returns all at once. */
export function pageOfAll<R extends Row>(
  rows: readonly R[],
  { first, offset }: Pick<ListQuery, "first" | "offset">,
): Page<R> {
  return { rows: rows.slice(offset, offset + first), totalCount: rows.length };
}

/** The fields of these names that have another value than before; the API leaves the others as they are. */
export function changesOf<T extends object, N extends keyof T>(data: T, previous: T, names: readonly N[]): Pick<T, N> {
  const changed = names.filter((name) => name in data && JSON.stringify(data[name]) !== JSON.stringify(previous[name]));
  return Object.fromEntries(changed.map((name) => [name, data[name]])) as Pick<T, N>;
}

export function notFound(resource: string): ApiError {
  return new ApiError(`${resource}: there is nothing with this id.`, {
    code: "NOT_FOUND",
    nextStep: "Look for it in the list; it may have been deleted.",
    status: 404,
  });
}

export function notOffered(resource: string, operation: string): ApiError {
  return new ApiError(`The API has no ${operation} for ${resource}.`, {
    code: "NOT_OFFERED",
    nextStep:
      "Compare docs/decisions/0055-resources-and-verbs.md: what else can be done is a method with a name of its own.",
    status: 405,
  });
}
