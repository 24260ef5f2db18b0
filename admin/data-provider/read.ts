import type { TypedDocumentString } from "../gql/graphql.js";
import { request } from "../lib/request.js";
import { type ListQuery, pageOf, pageOfAll, type Resource, type Row } from "./resource.js";

type Listed<R extends Row> = { nodes: readonly R[]; totalCount: number } | readonly R[] | null;
type Span = Pick<ListQuery, "first" | "offset">;
type ListDocument<R extends Row> =
  | TypedDocumentString<Record<string, Listed<R>>, Span>
  | TypedDocumentString<Record<string, Listed<R>>, Record<string, never>>;
type OneDocument<R extends Row> = TypedDocumentString<Record<string, R | null>, { id: string }>;

/**
 * How a resource is read by two documents of one field each: its list, which the API pages by `first` and `offset` or
 * returns whole, and one row by its `id`. Without the second, a row is looked for in the list.
 */
export function read<R extends Row>(list: ListDocument<R>, one?: OneDocument<R>): Resource<R> {
  return {
    async list({ first, offset }) {
      const listed = await readField(list, { first, offset });
      return isWhole(listed) ? pageOfAll(listed, { first, offset }) : pageOf(listed);
    },
    async one(id) {
      if (one) return await readField(one, { id });
      const listed = await readField(list, { first: 100, offset: 0 });
      const rows = isWhole(listed) ? listed : (listed?.nodes ?? []);
      return rows.find((row) => row.id === id) ?? null;
    },
  };
}

/** A document without variables ignores them. */
async function readField<T, V>(
  document: TypedDocumentString<Record<string, T>, V> | TypedDocumentString<Record<string, T>, Record<string, never>>,
  variables: V,
): Promise<T | null> {
  const [field] = Object.values(await request(document as TypedDocumentString<Record<string, T>, V>, variables));
  return field ?? null;
}

function isWhole<R extends Row>(listed: Listed<R>): listed is readonly R[] {
  return Array.isArray(listed);
}
