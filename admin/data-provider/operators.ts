import {
  type AddOperatorMutationVariables,
  OperatorDocument,
  type OperatorRowFragment,
  OperatorsDocument,
} from "../gql/graphql.js";
import { read } from "./read.js";
import type { Resource } from "./resource.js";
import { VERBS } from "./verbs.js";

/** Passwords are set by the verb `setOperatorPassword`. */
export const operators = {
  ...read(OperatorsDocument, OperatorDocument),
  async create({ email, password }: AddOperatorMutationVariables) {
    return await VERBS.addOperator.run({ email, password });
  },
  async delete(id) {
    return { id: await VERBS.removeOperator.run({ id }) };
  },
} satisfies Resource<OperatorRowFragment>;
