import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { FastifyRequest } from "fastify";
import { type ASTVisitor, type DocumentNode, GraphQLError, type GraphQLSchema, type ValidationContext } from "graphql";
import type { AppContext } from "../app-context.js";
import type { Reads } from "../db/reads.js";
import { ERRORS } from "../lib/errors.js";
import { type Context, mutationContext, queryContext } from "../request-context.js";
import type { Viewer } from "../viewer.js";
import { mayIntrospect } from "./access.js";
import { answerRequest } from "./answer-request.js";
import { BoundedStore } from "./bounded-store.js";
import { formatErrors } from "./errors.js";
import { executorOf } from "./executor/executor.js";
import { documentBytes } from "./executor/remembered-fields.js";
import { rejectBeyondBudget, TOKENS_MAX } from "./limits.js";
import { operationMetricsPlugin } from "./operation-metrics-plugin.js";
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
  measured: { operation: string };
  forMutation(): Context;
}

/** Two Apollo servers share one schema: only one shows it. The viewer decides which one responds. */
export async function createGraphql(app: AppContext): Promise<GraphqlHandler> {
  const schema = createSchema();
  const measure = operationMetricsPlugin(app.metrics);
  const persisted = new BoundedStore<string>({ bytesMax: PERSISTED_BYTES_MAX, weigh: ({ length }) => 2 * length });
  const create = (isOpen: boolean) =>
    new ApolloServer<RequestContext>({
      cache: persisted,
      // One store per server: a document valid for one may show the schema.
      documentStore: new BoundedStore<DocumentNode>({ bytesMax: DOCUMENT_BYTES_MAX, weigh: documentBytes }),
      gateway: executorOf(schema, { fastPath: app.config.queryFastPath }),
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
  const servers = { open: create(true), closed: create(false) };
  await Promise.all([servers.open.start(), servers.closed.start()]);
  return {
    schema,
    answer: async (by, request) => {
      rejectLongDocument(request.method === "POST" ? request.body : request.query);
      const server = mayIntrospect(app, by.viewer) ? servers.open : servers.closed;
      const { reads } = by;
      const measured = { operation: "invalid" };
      const context = { ...queryContext(app, by), reads, measured, forMutation: () => mutationContext(app, by) };
      const answer = await answerRequest(server, context, request);
      return { ...answer, ...measured, sources: reads.sources() };
    },
    async stop() {
      await Promise.all([servers.open.stop(), servers.closed.stop()]);
    },
  };
}

/** Until the operation is known, it counts as a query. */
const runsOn: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, document, contextValue }) {
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
