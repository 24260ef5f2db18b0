import type { AccountFilter } from "../gql/graphql.js";

/** The accounts of a job: these, or all that a filter holds. */
export type BulkScope = { accountIds: string[] } | { filter: AccountFilter };
