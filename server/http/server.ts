import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import helmet from "@fastify/helmet";
import Fastify, { type FastifyInstance } from "fastify";
import type { AppContext } from "../app-context.js";
import { createGraphql } from "../graphql/server.js";
import { ApiError } from "../lib/errors.js";
import { warnOfUnbelievedProxy } from "./address.js";
import { AnswerMemory } from "./answer-memory.js";
import { assetRoutes } from "./assets.js";
import { connectRoutes } from "./connect.js";
import {
  boundAddresses,
  boundConnections,
  CONNECTION_LIMITS,
  type ConnectionLimits,
  timeLimits,
} from "./connections.js";
import { dataDeletionRoutes } from "./data-deletion.js";
import { docsRoutes } from "./docs.js";
import { embedRoutes } from "./embed.js";
import { embedAssetRoutes } from "./embed-assets.js";
import { answerErrors, answerNotFound } from "./errors.js";
import { graphqlRoutes } from "./graphql.js";
import { healthRoutes } from "./health.js";
import { pageRoutes } from "./home.js";
import { createLifecycle, type Lifecycle, rejectUnlessReady } from "./lifecycle.js";
import { ownerRoutes } from "./me.js";
import { metaCallbackRoutes } from "./meta-callbacks.js";
import { metricsRoutes } from "./metrics.js";
import { PAGE_CSP } from "./pages/layout.js";
import { privacyRoutes } from "./privacy.js";
import { limitAddresses } from "./rate-limit.js";
import { recordRequests } from "./record-requests.js";
import { signInRoutes } from "./sign-in.js";

const BODY_MAX = 1_000_000;

/** Registers all routes and hooks, in order. Does not listen; closing it lets running requests finish. */
export async function createServer(
  app: AppContext,
  lifecycle: Lifecycle = createLifecycle("open"),
  limits: ConnectionLimits = CONNECTION_LIMITS,
): Promise<FastifyInstance> {
  const server = Fastify({
    logger: false,
    trustProxy: app.config.trustProxy,
    bodyLimit: BODY_MAX,
    ...timeLimits(limits),
    // `rejectUnlessReady` rejects requests during the close, with our message.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: answerErrors(app),
  });
  boundConnections(server, limits);
  boundAddresses(server, app, limits.addressSocketsMax);
  recordRequests(server, app);
  warnOfUnbelievedProxy(server, app);
  server.setErrorHandler(answerErrors(app));
  server.setNotFoundHandler(answerNotFound);
  rejectBadHost(server);
  rejectUnlessReady(server, lifecycle);
  limitAddresses(server, app);
  healthRoutes(server, app, lifecycle);
  await server.register(cookie);
  await server.register(formbody);
  metricsRoutes(server, app);
  const graphql = await createGraphql(app);
  const memory = new AnswerMemory(app);
  memory.install(server, lifecycle);
  await server.register(async (pages) => {
    await pages.register(helmet, helmetOptions(app));
    await pages.register((scope) => pageRoutes(scope, app));
    await pages.register((scope) => docsRoutes(scope, app, graphql.schema));
    await pages.register(async (scope) => connectRoutes(scope, app));
    await pages.register(async (scope) => ownerRoutes(scope, app));
    await pages.register(async (scope) => dataDeletionRoutes(scope, app));
    await pages.register(async (scope) => privacyRoutes(scope, app));
  });
  await server.register((scope) => metaCallbackRoutes(scope, app));
  assetRoutes(server, app);
  const signing = { ...app, db: app.pools.lookups.db };
  await server.register(async (scope) => signInRoutes(scope, signing));
  await server.register(async (scope) => graphqlRoutes(scope, app, { handler: graphql, memory }));
  await server.register(async (scope) => embedRoutes(scope, app, memory));
  embedAssetRoutes(server);
  server.addHook("onClose", () => graphql.stop());
  return server;
}

function helmetOptions(app: AppContext) {
  const isHttps = app.config.publicUrl.startsWith("https:");
  return {
    // Each page sets its own policy; this is the default.
    contentSecurityPolicy: { useDefaults: false, directives: directivesOf(PAGE_CSP) },
    strictTransportSecurity: isHttps,
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: "same-site" as const },
  };
}

function directivesOf(policy: string): Record<string, string[]> {
  return Object.fromEntries(policy.split("; ").map((part) => [part.split(" ")[0] ?? "", part.split(" ").slice(1)]));
}

/**
 * Rejects an invalid Host, as RFC 9112 requires, before it becomes part of an address. HTTP/1.0 allows an empty or missing one.
 */
function rejectBadHost(server: FastifyInstance): void {
  let lastGood: string | undefined;
  server.addHook("onRequest", (request, _reply, done) => {
    const { host } = request.headers;
    if (!host || host === lastGood || isHost(host)) {
      lastGood = host;
      done();
    } else done(new ApiError("BAD_USER_INPUT", "The Host header names no host.", { nextStep: NEXT_STEP }));
  });
}

const NEXT_STEP = "Send the host of PUBLIC_URL, with its port where it has one.";

/** A name or address with an optional port, and nothing that begins another part of an address. */
function isHost(host: string): boolean {
  return !/[\s/?#@\\%,]/.test(host) && URL.canParse(`http://${host}/`);
}
