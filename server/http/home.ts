import { join } from "node:path";
import compress from "@fastify/compress";
import serveStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { readAccountPage } from "../features/feed/read-accounts.js";
import { readDemoFeed } from "../features/feeds/demo-feed.js";
import { mayIntrospect } from "../graphql/access.js";
import { ApiError } from "../lib/errors.js";
import { PROJECT_ROOT, VERSION } from "../lib/project-root.js";
import { ANONYMOUS, type Viewer } from "../viewer.js";
import { homePage } from "./pages/home.js";
import { DASHBOARD_CSP, EXPLORER_CSP, PAGE_ASSETS, PAGE_HEADERS } from "./pages/layout.js";
import { sendPage } from "./send-page.js";
import { sessionCookie } from "./session-cookie.js";
import { readViewer } from "./viewer.js";

const BUILT = join(PROJECT_ROOT, "dist", "admin");

/** A page links assets of its own build; PAGE_HEADERS set its caching. */
const UNCACHED = { cacheControl: false };

export async function pageRoutes(server: FastifyInstance, app: AppContext): Promise<void> {
  await server.register(compress, { global: true, encodings: ["br", "gzip"] });
  await server.register(serveStatic, {
    root: join(BUILT, "assets"),
    prefix: "/admin/assets/",
    maxAge: "365d",
    immutable: true,
    // The build has compressed them well; for others than `br` each answer is compressed as it is sent.
    preCompressed: true,
    setHeaders: (response) => void response.setHeader("vary", "accept-encoding"),
  });

  server.get("/", async (request, reply) => {
    const facts = await homeFacts(app, request);
    return await sendPage(reply, (language) => homePage(facts, language));
  });

  for (const [path, { type, text }] of Object.entries(PAGE_ASSETS)) {
    server.get(
      path,
      async (_request, reply) => await reply.type(type).header("cache-control", "public, max-age=300").send(text),
    );
  }

  server.get("/admin", async (_request, reply) => await reply.redirect("/admin/", 308));
  // The dashboard's script renders its own paths, such as /admin/accounts. Without a session there is only the sign-in page.
  server.get<{ Params: { "*": string } }>("/admin/*", async (request, reply) => {
    const hasSession = request.cookies[sessionCookie(app.config)] !== undefined && request.params["*"] !== "login";
    return await reply
      .headers({ ...PAGE_HEADERS, "content-security-policy": DASHBOARD_CSP })
      .sendFile(hasSession ? "index.html" : "sign-in/index.html", BUILT, UNCACHED);
  });

  server.get("/explorer", async (request, reply) => {
    const viewer: Viewer = await readViewer(app, request);
    if (!mayIntrospect(app, viewer)) {
      throw new ApiError("FORBIDDEN", "The explorer is open only to those who may read the schema.", {
        nextStep: "Sign in as an operator, or set INTROSPECTION=on.",
      });
    }
    return await reply
      .headers({ ...PAGE_HEADERS, "content-security-policy": EXPLORER_CSP })
      .sendFile("explorer/index.html", BUILT, UNCACHED);
  });
}

const ACCOUNTS_SHOWN = 12;
const USERNAME = /^[\w.]{1,30}$/;

async function homeFacts(app: AppContext, request: FastifyRequest) {
  const { account } = request.query as Record<string, unknown>;
  const { mode, publicUrl, openConnect, instagramLogin, publicRead } = app.config;
  return {
    mode,
    publicUrl,
    openConnect,
    instagramLogin,
    publicRead,
    ...(publicRead ? await shownAccounts(app) : { accounts: [], accountCount: 0 }),
    demo: await readDemoFeed(app),
    account: typeof account === "string" && USERNAME.test(account) ? account : null,
    introspection: mayIntrospect(app, ANONYMOUS),
    version: VERSION,
  };
}

async function shownAccounts(app: AppContext) {
  const { nodes, totalCount } = await readAccountPage(app, ANONYMOUS, {
    page: { filter: {}, order: "CONNECTED_ASC", first: ACCOUNTS_SHOWN, offset: 0 },
    selection: { columns: new Set(["username"]), profile: new Set(["profilePictureUrl"]), token: false, lists: [] },
    counted: true,
  });
  const accounts = nodes.map(({ username, profile }) => ({
    username: String(username),
    pictureUrl: (profile as { profilePictureUrl: string | null }).profilePictureUrl,
  }));
  return { accounts, accountCount: totalCount ?? accounts.length };
}
