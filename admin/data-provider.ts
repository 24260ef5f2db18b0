import type * as ra from "react-admin";
import { accounts } from "./data-provider/accounts.js";
import { apiKeys } from "./data-provider/api-keys.js";
import { connectLinks } from "./data-provider/connect-links.js";
import { events } from "./data-provider/events.js";
import { feeds } from "./data-provider/feeds.js";
import { operators } from "./data-provider/operators.js";
import { read } from "./data-provider/read.js";
import {
  type ListQuery,
  notFound,
  notOffered,
  type Page,
  type Resource,
  type ResourceName,
  type Row,
} from "./data-provider/resource.js";
import { VERBS, type Verbs } from "./data-provider/verbs.js";
import {
  AlertDeliveryDocument,
  DeliveriesDocument,
  ErasureDocument,
  ErasuresDocument,
  JobDocument,
  JobListDocument,
} from "./gql/graphql.js";

/** React-admin's methods for the rows of the resources, and the API's verbs: `useDataProvider<DarkroomDataProvider>()`. */
export type DarkroomDataProvider = Pick<ra.DataProvider, keyof typeof standard> & Verbs;

const RESOURCES: Readonly<Record<ResourceName, Resource>> = {
  accounts,
  apiKeys,
  connectLinks,
  operators,
  events,
  feeds,
  jobs: read(JobListDocument, JobDocument),
  alertDeliveries: read(DeliveriesDocument, AlertDeliveryDocument),
  erasures: read(ErasuresDocument, ErasureDocument),
};

export const RESOURCE_NAMES = Object.keys(RESOURCES) as ResourceName[];

/** The most that the API returns at once. */
const PAGE_SIZE_MAX = 100;

const standard = {
  async getList(name: string, params: ra.GetListParams) {
    return await readPages(resourceOf(name, "getList").list, params);
  },
  async getOne(name: string, { id, meta }: ra.GetOneParams) {
    const data = await resourceOf(name, "getOne").one(String(id), meta);
    if (!data) throw notFound(name);
    return { data };
  },
  /** What does not exist any more is left out. */
  async getMany(name: string, { ids }: ra.GetManyParams) {
    const resource = resourceOf(name, "getMany");
    const names = [...new Set(ids.map(String))];
    const chunks = Array.from({ length: Math.ceil(names.length / PAGE_SIZE_MAX) }, (_, index) =>
      names.slice(index * PAGE_SIZE_MAX, (index + 1) * PAGE_SIZE_MAX),
    );
    const data: Row[] = [];
    for (const chunk of chunks) data.push(...(await readMany(resource, chunk)));
    return { data };
  },
  async getManyReference(name: string, { target, id, ...params }: ra.GetManyReferenceParams) {
    const read = resourceOf(name, "getManyReference").references?.[target];
    if (!read) throw notOffered(name, `getManyReference by ${target}`);
    return await readPages((query) => read(String(id), query), params);
  },
  async create(name: string, { data }: { data: Record<string, unknown> }) {
    return { data: await offered(name, "create")(data) };
  },
  async update(name: string, { id, data, previousData }: ra.UpdateParams) {
    return { data: await offered(name, "update")(String(id), data, previousData ?? {}) };
  },
  /** One after the other: the API changes one row at a time. */
  async updateMany(name: string, { ids, data }: ra.UpdateManyParams) {
    const update = offered(name, "update", "updateMany");
    for (const id of ids) await update(String(id), data, {});
    return { data: ids };
  },
  async delete(name: string, { id }: ra.DeleteParams) {
    return { data: await offered(name, "delete")(String(id)) };
  },
  /** One after the other. */
  async deleteMany(name: string, { ids }: ra.DeleteManyParams) {
    const remove = offered(name, "delete", "deleteMany");
    for (const id of ids) await remove(String(id));
    return { data: ids };
  },
};

export const dataProvider: DarkroomDataProvider = {
  ...(standard as Pick<ra.DataProvider, keyof typeof standard>),
  ...(Object.fromEntries(Object.entries(VERBS).map(([name, { run }]) => [name, run])) as Verbs),
};

function resourceOf(name: string, operation: string): Resource {
  const resource = Object.hasOwn(RESOURCES, name) ? RESOURCES[name as ResourceName] : undefined;
  if (!resource) throw notOffered(name, operation);
  return resource;
}

type Changes = "create" | "update" | "delete";

function offered<C extends Changes>(name: string, change: C, operation: string = change): NonNullable<Resource[C]> {
  const offer = resourceOf(name, operation)[change];
  if (!offer) throw notOffered(name, operation);
  return offer;
}

async function readMany(resource: Resource, ids: string[]): Promise<readonly Row[]> {
  if (resource.many) return await resource.many(ids);
  const rows = await Promise.all(ids.map((id) => resource.one(id)));
  return rows.filter((row) => row !== null);
}

/** A page of react-admin's may be longer than the API's, such as for an export. */
async function readPages(
  list: (query: ListQuery) => Promise<Page>,
  { pagination, sort, filter }: Pick<ra.GetListParams, "pagination" | "sort" | "filter">,
) {
  const { page = 1, perPage = 25 } = pagination ?? {};
  const start = (page - 1) * perPage;
  const rows = new Map<string, Row>();
  let last: Page = { rows: [] };
  for (let offset = start; offset < start + perPage; offset += PAGE_SIZE_MAX) {
    const first = Math.min(PAGE_SIZE_MAX, start + perPage - offset);
    last = await list({ offset, first, sort: sort ?? { field: "id", order: "ASC" }, filter: filter ?? {} });
    // A row that moved between two pages is met twice.
    for (const row of last.rows) rows.set(row.id, row);
    if (last.rows.length < first) break;
  }
  const { totalCount, hasNextPage } = last;
  const data = [...rows.values()];
  if (totalCount !== undefined) return { data, total: totalCount };
  return { data, pageInfo: { hasNextPage, hasPreviousPage: page > 1 } };
}
