import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import { type Context, createContext } from "../context.js";
import { ERRORS } from "../lib/errors.js";
import type { Viewer } from "../viewer.js";
import type { World } from "../world.js";
import { mayIntrospect } from "./access.js";
import { demandKnownOperation } from "./demand-known-operation.js";
import { formatErrors } from "./errors.js";
import { executorOf } from "./executor.js";
import { refuseTooComplex, TOKENS_MAX } from "./limits.js";
import { measureOperations } from "./measure-operations.js";
import { createSchema } from "./schema.js";

export interface GraphqlDoor {
  /** Answers GET and POST for a request whose viewer is known. */
  handle(viewer: Viewer): RouteHandlerMethod;
  stop(): Promise<void>;
}

/**
 * GraphQL over HTTP. Two servers of one schema: one shows the schema (introspection, suggestions), the other keeps it to
 * itself; the viewer decides which one answers.
 */
export async function createGraphql(world: World): Promise<GraphqlDoor> {
  const schema = createSchema();
  const measure = measureOperations(world.metrics);
  const create = (isOpen: boolean) =>
    new ApolloServer<Context>({
      gateway: executorOf(schema),
      introspection: isOpen,
      hideSchemaDetailsFromClientErrors: !isOpen,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      nodeEnv: "production",
      validationRules: [demandKnownOperation],
      parseOptions: { maxTokens: TOKENS_MAX },
      formatError: formatErrors(world.log, { suggests: isOpen }),
      logger: world.log,
      plugins: [limits, measure, ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()],
    });
  const servers = { open: create(true), closed: create(false) };
  await Promise.all([servers.open.start(), servers.closed.start()]);
  const options = {
    context: async (request: FastifyRequest) => createContext(world, viewers.get(request) ?? { kind: "ANONYMOUS" }),
  };
  const handlers = {
    open: fastifyApolloHandler(servers.open, options),
    closed: fastifyApolloHandler(servers.closed, options),
  };
  const viewers = new WeakMap<FastifyRequest, Viewer>();
  return {
    handle: (viewer) =>
      function answer(request: FastifyRequest, reply: FastifyReply) {
        viewers.set(request, viewer);
        return (mayIntrospect(world, viewer) ? handlers.open : handlers.closed).call(this, request, reply);
      },
    async stop() {
      await Promise.all([servers.open.stop(), servers.closed.stop()]);
    },
  };
}

const limits: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request }) {
        if (!operation) return;
        refuseTooComplex({ schema, document, operation, variables: request.variables ?? {} });
      },
      async willSendResponse({ response }) {
        if (response.body.kind !== "single") return;
        const codes = response.body.singleResult.errors?.map(({ extensions }) => extensions?.code);
        if (!codes) return;
        response.http.headers.set("cache-control", "no-store");
        // Apollo answers 500 to what a plugin refuses.
        if (codes.includes("QUERY_TOO_COMPLEX")) response.http.status = ERRORS.QUERY_TOO_COMPLEX.status;
        if (!codes.includes("SERVICE_UNAVAILABLE")) return;
        response.http.status = 503;
        response.http.headers.set("retry-after", "5");
      },
    };
  },
};
