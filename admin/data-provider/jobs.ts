import { type JobLineFragment, JobListDocument, OneJobDocument } from "../gql/graphql.js";
import { request } from "../lib/request.js";
import { pageOf, type Resource } from "./resource.js";

/** Bulk jobs are started and cancelled by verbs: `syncAccounts`, `cancelJob`. */
export const jobs = {
  async list({ first, offset }) {
    return pageOf((await request(JobListDocument, { first, offset })).jobs);
  },
  async one(id) {
    return (await request(OneJobDocument, { id })).job;
  },
} satisfies Resource<JobLineFragment>;
