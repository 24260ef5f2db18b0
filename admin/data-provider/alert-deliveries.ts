import { DeliveriesDocument, type DeliveryRowFragment, OneDeliveryDocument } from "../gql/graphql.js";
import { request } from "../lib/request.js";
import { pageOf, type Resource } from "./resource.js";

export const alertDeliveries = {
  async list({ first, offset }) {
    return pageOf((await request(DeliveriesDocument, { first, offset })).alertDeliveries);
  },
  async one(id) {
    return (await request(OneDeliveryDocument, { id })).alertDelivery;
  },
} satisfies Resource<DeliveryRowFragment>;
