import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import helmet from "@fastify/helmet";
import Fastify, { type FastifyInstance } from "fastify";
import type { World } from "../app-context.js";
import { createGraphql } from "../graphql/server.js";
import { warnOfUnbelievedProxy } from "./address.js";
import { assetRoutes } from "./assets.js";
import { connectRoutes } from "./connect.js";
import {
  boundAddresses,
  boundConnections,
  CONNECTION_LIMITS,
  type ConnectionLimits,
  timeLimits,
} from "./connections.js";
import { answerErrors, answerNotFound } from "./errors.js";
import { graphqlRoutes } from "./graphql.js";
import { healthRoutes } from "./health.js";
import { pageRoutes } from "./home.js";
import { rejectBadHost } from "./host.js";
import { createLifecycle, type Lifecycle, rejectUnlessReady } from "./lifecycle.js";
import { logRequests } from "./log-requests.js";
import { metricsRoutes } from "./metrics.js";
import { PAGE_CSP } from "./pages/layout.js";
import { limitAddresses } from "./rate-limit.js";
import { signInRoutes } from "./sign-in.js";

const BODY_MAX = 1_000_000;

/** The doors, in order. It listens only when the caller says so; closing it lets requests in hand finish. */
export async function createServer(
  world: World,
  gate: Lifecycle = createLifecycle("open"),
  limits: ConnectionLimits = CONNECTION_LIMITS,
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: world.config.trustProxy,
    bodyLimit: BODY_MAX,
    ...timeLimits(limits),
    // The gate refuses what comes while it closes, in our words.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: answerErrors(world),
  });
  boundConnections(app, limits);
  boundAddresses(app, world, limits.addressSocketsMax);
  logRequests(app, world);
  warnOfUnbelievedProxy(app, world);
  app.setErrorHandler(answerErrors(world));
  app.setNotFoundHandler(answerNotFound);
  rejectBadHost(app);
  rejectUnlessReady(app, gate);
  limitAddresses(app, world);
  healthRoutes(app, world, gate);
  await app.register(cookie);
  await app.register(formbody);
  metricsRoutes(app, world);
  await app.register(async (pages) => {
    await pages.register(helmet, helmetOptions(world));
    await pages.register((scope) => pageRoutes(scope, world));
    await pages.register(async (scope) => connectRoutes(scope, world));
  });
  assetRoutes(app, world);
  const signing = { ...world, db: world.pools.lookups.db };
  const graphql = await createGraphql(world);
  await app.register(async (scope) => signInRoutes(scope, signing));
  await app.register(async (scope) => graphqlRoutes(scope, world, graphql));
  app.addHook("onClose", () => graphql.stop());
  return app;
}

function helmetOptions(world: World) {
  const isHttps = world.config.publicUrl.startsWith("https:");
  return {
    // Each page names its own policy; this is for what has none.
    contentSecurityPolicy: { useDefaults: false, directives: directivesOf(PAGE_CSP) },
    strictTransportSecurity: isHttps,
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: "same-site" as const },
  };
}

function directivesOf(policy: string): Record<string, string[]> {
  return Object.fromEntries(policy.split("; ").map((part) => [part.split(" ")[0] ?? "", part.split(" ").slice(1)]));
}
