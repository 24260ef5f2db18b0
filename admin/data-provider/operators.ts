import {
  type AddOperatorMutationVariables,
  OneOperatorDocument,
  type OperatorRowFragment,
  OperatorsDocument,
} from "../gql/graphql.js";
import { request } from "../lib/request.js";
import { pageOf, type Resource } from "./resource.js";
import { VERBS } from "./verbs.js";

/** Passwords are set by the verb `setOperatorPassword`. */
export const operators = {
  async list({ first, offset }) {
    return pageOf((await request(OperatorsDocument, { first, offset })).operators);
  },
  async one(id) {
    return (await request(OneOperatorDocument, { id })).operator;
  },
  async create({ email, password }: AddOperatorMutationVariables) {
    return await VERBS.addOperator.run({ email, password });
  },
  async delete(id) {
    return { id: await VERBS.removeOperator.run({ id }) };
  },
} satisfies Resource<OperatorRowFragment>;
