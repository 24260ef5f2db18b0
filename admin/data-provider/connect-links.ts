import {
  ConnectLinkDocument,
  type CreateConnectLinkInput,
  type LinkRowFragment,
  LinksDocument,
} from "../gql/graphql.js";
import { read } from "./read.js";
import type { Resource } from "./resource.js";
import { VERBS } from "./verbs.js";

/** `create` returns the link's address as `url`, only this once. `delete` revokes; the link stays in the list. */
export const connectLinks = {
  ...read(LinksDocument, ConnectLinkDocument),
  async create({ label, accountId, reference, expiresAt }: CreateConnectLinkInput) {
    const input = { label, accountId, reference, expiresAt };
    const { connectLink, url } = await VERBS.createConnectLink.run({ input });
    return { ...connectLink, url };
  },
  async delete(id) {
    return await VERBS.revokeConnectLink.run({ id });
  },
} satisfies Resource<LinkRowFragment>;
