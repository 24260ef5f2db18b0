import { EventDocument, type EventFilter, type EventLineFragment, EventPageDocument } from "../gql/graphql.js";
import { request } from "../lib/request.js";
import type { ListQuery, Page, Resource } from "./resource.js";

/** The audit log. The filter is the API's EventFilter; there is one order, newest first, and no count. */
export const events = {
  list: read,
  async one(id) {
    return (await request(EventDocument, { id })).event;
  },
  references: {
    accountId: (accountId, query) => read({ ...query, filter: { ...query.filter, accountId } }),
  },
} satisfies Resource<EventLineFragment>;

async function read({ first, offset, filter }: ListQuery): Promise<Page<EventLineFragment>> {
  const eventFilter: EventFilter = filter;
  const { events } = await request(EventPageDocument, { first, offset, filter: eventFilter });
  return { rows: events?.nodes ?? [], hasNextPage: events?.hasNextPage ?? false };
}
