import type { DataProvider } from "react-admin";
import { ApiError } from "./lib/api-error.js";
import type { Source } from "./lib/source.js";
import { SOURCES } from "./sources.js";

/**
 * How react-admin's lists read. What is changed is changed by the page that does it, with the mutation of that name
 * (`useAct`): the API's verbs are not create, update and delete.
 */
export const dataProvider = {
  async getList(resource: string, { pagination, sort, filter = {} }: ListParams) {
    const { page = 1, perPage = 25 } = pagination ?? {};
    const request = { offset: (page - 1) * perPage, first: perPage, sort: sort ?? BY_ID, filter };
    return await sourceOf(resource).list(request);
  },
  async getOne(resource: string, { id }: { id: string | number }) {
    return { data: await readOne(resource, String(id)) };
  },
  async getMany(resource: string, { ids }: { ids: readonly (string | number)[] }) {
    return { data: await Promise.all(ids.map((id) => readOne(resource, String(id)))) };
  },
  getManyReference: notHere,
  create: notHere,
  update: notHere,
  updateMany: notHere,
  delete: notHere,
  deleteMany: notHere,
} as unknown as DataProvider;

interface ListParams {
  pagination?: { page: number; perPage: number };
  sort?: { field: string; order: "ASC" | "DESC" };
  filter?: Record<string, unknown>;
}

const BY_ID = { field: "id", order: "ASC" } as const;

function sourceOf(resource: string): Source {
  const source = SOURCES[resource];
  if (!source) throw new Error(`There is no resource ${resource}.`);
  return source;
}

async function readOne(resource: string, id: string): Promise<{ id: string }> {
  const one = await sourceOf(resource).one?.(id);
  if (one) return one;
  const nextStep = "Look for it in the list; it may have been deleted.";
  throw new ApiError("There is nothing with this id.", { code: "NOT_FOUND", nextStep, status: 404 });
}

async function notHere(): Promise<never> {
  throw new Error("Changes are mutations of their own, not the data provider's.");
}
