import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { FastifyRequest } from "fastify";
import {
  type ASTVisitor,
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationContext,
} from "graphql";
import type { AppContext } from "../app-context.js";
import type { Reads } from "../db/reads.js";
import { ERRORS } from "../lib/errors.js";
import type { Metrics } from "../lib/metrics.js";
import { type Context, mutationContext, queryContext } from "../request-context.js";
import type { Viewer } from "../viewer.js";
import { mayIntrospect } from "./access.js";
import { answerRequest } from "./answer-request.js";
import { BoundedStore } from "./bounded-store.js";
import { formatErrors } from "./errors.js";
import { createExecutor, type Execute, gatewayOf } from "./executor/executor.js";
import {
  createKnownQueries,
  type KnownQueries,
  type KnownQuery,
  type KnownRequest,
  knownRequestOf,
} from "./executor/known-queries.js";
import { documentBytes } from "./executor/remembered-fields.js";
import { rejectBeyondBudget, TOKENS_MAX } from "./limits.js";
import { operationMetricsPlugin, operationRecord } from "./operation-metrics-plugin.js";
import { readsContentOnly } from "./reads-content-only.js";
import { rejectLongDocument } from "./request-size.js";
import type { GraphqlResponse } from "./response-cache.js";
import { createSchema } from "./schema.js";

const DOCUMENT_BYTES_MAX = 16_000_000;
const PERSISTED_BYTES_MAX = 10_000_000;

export interface GraphqlHandler {
  schema: GraphQLSchema;
  answer(by: Caller, request: FastifyRequest): Promise<GraphqlResponse>;
  stop(): Promise<void>;
}

interface Caller {
  viewer: Viewer;
  reads: Reads;
}

interface RequestContext extends Context {
  reads: Reads;
  measured: { operation: string; parsed: Parsed | null };
  /** Of a known query, for which Apollo makes the response of its errors. */
  executed?: Promise<ExecutionResult>;
  forMutation(): Context;
}

interface Parsed {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** Two Apollo servers share one schema: only one shows it. The viewer decides which one responds. */
export async function createGraphql(app: AppContext): Promise<GraphqlHandler> {
  const schema = createSchema();
  const measure = operationMetricsPlugin(app.metrics);
  const persisted = new BoundedStore<string>({ bytesMax: PERSISTED_BYTES_MAX, weigh: ({ length }) => 2 * length });
  const execute = createExecutor(schema, { fastPath: app.config.queryFastPath });
  const createApollo = (isOpen: boolean) =>
    new ApolloServer<RequestContext>({
      cache: persisted,
      // One store per server: a document valid for one may show the schema.
      documentStore: new BoundedStore<DocumentNode>({ bytesMax: DOCUMENT_BYTES_MAX, weigh: documentBytes }),
      gateway: gatewayOf(schema, execute),
      introspection: isOpen,
      hideSchemaDetailsFromClientErrors: !isOpen,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      nodeEnv: "production",
      validationRules: [knownOperationTypeRule],
      parseOptions: { maxTokens: TOKENS_MAX },
      formatError: formatErrors(app.log, { schema, suggests: isOpen }),
      logger: app.log,
      plugins: [
        limits,
        runsOn,
        measure,
        ApolloServerPluginCacheControlDisabled(),
        ApolloServerPluginLandingPageDisabled(),
      ],
    });
  const create = (isOpen: boolean): Servers => ({ apollo: createApollo(isOpen), known: createKnownQueries() });
  const [open, closed] = [create(true), create(false)];
  await Promise.all([open.apollo.start(), closed.apollo.start()]);
  return {
    schema,
    answer: async (by, request) => {
      rejectLongDocument(request.method === "POST" ? request.body : request.query);
      const { apollo, known } = mayIntrospect(app, by.viewer) ? open : closed;
      const { reads } = by;
      const measured: RequestContext["measured"] = { operation: "invalid", parsed: null };
      const context = { ...queryContext(app, by), reads, measured, forMutation: () => mutationContext(app, by) };
      const again = app.config.queryFastPath ? knownRequestOf(request) : null;
      const query = again && known.get(again.key);
      const fast = query && (await answerKnown({ schema, execute, context }, query, again));
      if (fast) return { ...fast, sources: reads.sources() };
      const answer = await answerRequest(apollo, context, request);
      if (again && !query) remember(known, again.key, { answer, measured, metrics: app.metrics });
      return { ...answer, operation: measured.operation, sources: reads.sources() };
    },
    async stop() {
      await Promise.all([open.apollo.stop(), closed.apollo.stop()]);
    },
  };
}

interface Servers {
  apollo: ApolloServer<RequestContext>;
  /** What this one has found valid: the other may not. */
  known: KnownQueries;
}

/** As Apollo would, past its pipeline. Null where the response has errors: Apollo makes it, of the same execution. */
async function answerKnown(
  { schema, execute, context }: { schema: GraphQLSchema; execute: Execute; context: RequestContext },
  { document, operation, headers, record, name }: KnownQuery,
  { operationName, variables }: KnownRequest,
): Promise<Omit<GraphqlResponse, "sources"> | null> {
  const startedMs = performance.now();
  try {
    rejectBeyondBudget({ schema, document, operation, variables: variables ?? {} });
  } catch {
    return null;
  }
  if (!readsContentOnly(document, operation)) context.reads.addOther();
  context.executed = execute({ document, operation, request: { operationName, variables }, context });
  const result = await context.executed.catch(() => null);
  if (!result || result.errors) return null;
  const payload = `${JSON.stringify({ data: result.data })}\n`;
  record(performance.now() - startedMs);
  return { status: 200, headers, payload, operation: name };
}

/** Only queries, and only after a response without errors. */
function remember(
  known: KnownQueries,
  key: string,
  {
    answer,
    measured: { parsed, operation: name },
    metrics,
  }: {
    answer: Pick<GraphqlResponse, "status" | "headers" | "payload">;
    measured: RequestContext["measured"];
    metrics: Metrics;
  },
): void {
  const isAnswered = answer.status === 200 && answer.payload.startsWith(DATA);
  if (!isAnswered || parsed?.operation.operation !== "query") return;
  known.set(key, { ...parsed, headers: answer.headers, record: operationRecord(metrics, name), name });
}

/** Apollo writes errors before data. */
const DATA = '{"data":';

/** Until the operation is known, it counts as a query. */
const runsOn: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, document, contextValue }) {
        if (operation) contextValue.measured.parsed = { document, operation };
        if (!operation || !readsContentOnly(document, operation)) contextValue.reads.addOther();
        if (operation?.operation === "mutation") Object.assign(contextValue, contextValue.forMutation());
      },
    };
  },
};

const limits: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request }) {
        if (!operation) return;
        rejectBeyondBudget({ schema, document, operation, variables: request.variables ?? {} });
      },
      async willSendResponse({ response, contextValue }) {
        if (response.body.kind !== "single") return;
        const codes = response.body.singleResult.errors?.map(({ extensions }) => extensions?.code);
        if (!codes) return;
        contextValue.reads.addOther();
        response.http.headers.set("cache-control", "no-store");
        // Apollo responds 500 when a plugin throws.
        const isRefused = response.http.status === 500 && codes.includes("BAD_USER_INPUT");
        if (isRefused || codes.includes("QUERY_TOO_COMPLEX")) response.http.status = ERRORS.QUERY_TOO_COMPLEX.status;
        if (!codes.includes("SERVICE_UNAVAILABLE")) return;
        response.http.status = 503;
        response.http.headers.set("retry-after", "5");
      },
    };
  },
};

/** graphql 16 lacks this rule: it rejects an unsupported operation type, such as a subscription, only at execution. */
function knownOperationTypeRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`This schema has no ${node.operation}s.`, { nodes: node }));
    },
  };
}
