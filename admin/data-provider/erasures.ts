import { type ErasureRowFragment, ErasuresDocument, OneErasureDocument } from "../gql/graphql.js";
import { request } from "../lib/request.js";
import { pageOf, type Resource } from "./resource.js";

/** Requests to erase accounts, and their receipts. */
export const erasures = {
  async list({ first, offset }) {
    return pageOf((await request(ErasuresDocument, { first, offset })).erasures);
  },
  async one(id) {
    return (await request(OneErasureDocument, { id })).erasure;
  },
} satisfies Resource<ErasureRowFragment>;
