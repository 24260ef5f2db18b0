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

/**
 * Executes operations in Apollo's place; README.md beside it says why and how.
 *
 * Root fields of a query are executed by graphql-js, in a schema where each is a leaf. The fast path makes what is below them
 * from the row. Mutations, introspection and results with an error below a root field are left to graphql-js.
 */
export function executorOf(
  schema: GraphQLSchema,
  { fastPath }: { fastPath: boolean },
): ApolloServerOptionsWithGateway<Context>["gateway"] {
  const shallow = shallowSchema(schema);
  return {
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => undefined;
    },
    load: async () => ({
      async executor({ document, operation, request, context }) {
        // As it was asked for: Apollo's own is null where the document has none of that name, and null runs the only one.
        const { variables, operationName } = request;
        const args = { document, contextValue: context, variableValues: variables ?? null, operationName };
        const isShallow = operation?.operation === OperationTypeNode.QUERY && !introspects(document);
        if (!isShallow || !fastPath) return measured(await execute({ schema, ...args }));
        const result = await execute({ schema: shallow, ...args });
        return isComplete(result, operation) ? result : measured(await execute({ schema, ...args }));
      },
    }),
    stop: async () => undefined,
  };
}

/**
 * Whether graphql-js would have answered the same. Where one of several root fields leaves no data, it also tells the errors
 * of the others, as far as they came before: only it knows which.
 */
function isComplete({ data, errors }: ExecutionResult, { selectionSet }: OperationDefinitionNode): boolean {
  if (!errors) return true;
  if (data === null && (selectionSet.selections.length > 1 || selectionSet.selections[0]?.kind !== Kind.FIELD))
    return false;
  return !errors.some(({ originalError }) => originalError instanceof FastPathUnsupported);
}

/** What the projection has not counted while it was made. */
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

/** The queries of a schema with the same arguments and resolvers, each with its whole value as a leaf. */
function shallowSchema(schema: GraphQLSchema): GraphQLSchema {
  const full = schema.getQueryType();
  if (!full) throw new Error("There are no queries.");
  const fields = Object.entries(full.toConfig().fields).map(([name, field]) => [name, shallowField(schema, field)]);
  const query = new GraphQLObjectType({ name: full.name, fields: Object.fromEntries(fields) });
  // Variables may be of types that only fields further down take.
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
