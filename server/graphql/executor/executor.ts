import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldConfig,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  getNamedType,
  isInputType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from "graphql";
import type { Context } from "../../request-context.js";
import { AnswerSize } from "./answer-size.js";
import { FastPathUnsupported, project } from "./fast-path.js";

export interface ExecutedRequest {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  request: { variables?: Record<string, unknown> | undefined; operationName?: string | undefined };
  context: Context;
}

export type Execute = (request: ExecutedRequest) => Promise<ExecutionResult>;

/**
 * graphql-js executes the root fields of a query, in a schema where each is a leaf. The fast path builds everything below them
 * from the row. graphql-js alone executes mutations, introspection and results with an error below a root field.
 */
export function createExecutor(schema: GraphQLSchema, { fastPath }: { fastPath: boolean }): Execute {
  const shallow = shallowSchema(schema);
  return async ({ document, operation, request, context }) => {
    // The requested name. Apollo's own is null for an unknown name, and null would run the only operation.
    const { variables, operationName } = request;
    const args = { document, contextValue: context, variableValues: variables ?? null, operationName };
    const isShallow = operation?.operation === OperationTypeNode.QUERY && !introspects(document);
    if (!isShallow || !fastPath) return measured(await execute({ schema, ...args }));
    const result = await execute({ schema: shallow, ...args });
    return isComplete(result, operation) ? result : measured(await execute({ schema, ...args }));
  };
}

/** Executes operations in Apollo's place; README.md says why and how. */
export function gatewayOf<C extends Context & { executed?: Promise<ExecutionResult> }>(
  schema: GraphQLSchema,
  execute: Execute,
): ApolloServerOptionsWithGateway<C>["gateway"] {
  return {
    onSchemaLoadOrUpdate(onSchema) {
      onSchema({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => undefined;
    },
    load: async () => ({
      // A known query that failed is executed already: Apollo makes the response of its errors.
      async executor({ document, operation, request, context: unknownContext }) {
        const context = unknownContext as C;
        return await (context.executed ?? execute({ document, operation, request, context }));
      },
    }),
    stop: async () => undefined,
  };
}

/** If a root field returns no data, the response also lists others' errors: only graphql-js knows them. */
function isComplete({ data, errors }: ExecutionResult, { selectionSet }: OperationDefinitionNode): boolean {
  if (!errors) return true;
  if (data === null && (selectionSet.selections.length > 1 || selectionSet.selections[0]?.kind !== Kind.FIELD))
    return false;
  return !errors.some(({ originalError }) => originalError instanceof FastPathUnsupported);
}

function measured(result: ExecutionResult): ExecutionResult {
  try {
    new AnswerSize().addValue(result.data);
    return result;
  } catch (apiError) {
    return { errors: [new GraphQLError("too large", { originalError: apiError as Error })] };
  }
}

const introspecting = new WeakMap<DocumentNode, boolean>();

function introspects(document: DocumentNode): boolean {
  const known = introspecting.get(document);
  if (known !== undefined) return known;
  let found = false;
  visit(document, {
    Field({ name }) {
      found ||= name.value === "__schema" || name.value === "__type";
    },
  });
  introspecting.set(document, found);
  return found;
}

/** A copy of the query type with the same arguments and resolvers; each field's value is a leaf. */
function shallowSchema(schema: GraphQLSchema): GraphQLSchema {
  const full = schema.getQueryType();
  if (!full) throw new Error("There are no queries.");
  const fields = Object.entries(full.toConfig().fields).map(([name, field]) => [name, shallowField(schema, field)]);
  const query = new GraphQLObjectType({ name: full.name, fields: Object.fromEntries(fields) });
  // Variables may have input types that only nested fields use.
  return new GraphQLSchema({ query, types: Object.values(schema.getTypeMap()).filter(isInputType) });
}

type FieldConfig = GraphQLFieldConfig<unknown, unknown>;

function shallowField(schema: GraphQLSchema, field: FieldConfig): FieldConfig {
  const { type, resolve } = field;
  if (!resolve || !isObjectType(getNamedType(type))) return field;
  return {
    ...field,
    type: isNonNullType(type) ? new GraphQLNonNull(Answer) : Answer,
    async resolve(...call) {
      const [root, args, context, info] = call;
      const full = { ...info, schema, returnType: type };
      return await project(await resolve(root, args, context, full), full, context);
    },
  };
}

const Answer = new GraphQLScalarType({ name: "Answer", serialize: (value) => value });
