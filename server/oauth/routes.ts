import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type FeedRow, readAccount } from "../feed/read-accounts.js";
import { PAGE_HEADERS } from "../http/page.js";
import { outcomePage } from "../http/pages/outcome.js";
import { connectedOutcome, outcomeFor, refusedOutcome } from "../http/pages/outcomes.js";
import { Refusal } from "../lib/errors.js";
import { newSecretText } from "../lib/id.js";
import { ANONYMOUS, MACHINE } from "../viewer.js";
import type { World } from "../world.js";
import { browserCaller } from "./caller.js";
import { finishConnect } from "./finish-connect.js";
import { startConnect } from "./start-connect.js";

const COOKIE = "darkroom_browser";
const RETRY = { retryHref: "/oauth/start" };

/** The handshake for people: `/oauth/start` sends them to Instagram, `/oauth/callback` is where they come back. */
export function oauthRoutes(app: FastifyInstance, world: World): void {
  const redirectUri = `${world.config.publicUrl}/oauth/callback`;

  app.get("/oauth/start", async (request, reply) => {
    if (!world.config.openConnect) {
      throw new Refusal("FORBIDDEN", "On this server operators connect the accounts.", {
        nextStep: "Ask the people who run this server for a connect link.",
      });
    }
    const caller = browserCaller(keepBrowserCookie(world, request, reply));
    const start = await startConnect(world, { viewer: ANONYMOUS, caller, redirectUri });
    return await reply.header("cache-control", "no-store").redirect(start.authorizeUrl, 302);
  });

  app.get("/oauth/callback", async (request, reply) => {
    const query = request.query as Record<string, unknown>;
    if (query.error !== undefined) return await sendPage(reply, 200, outcomePage(refusedOutcome(RETRY)));
    try {
      const id = await finishReturn(world, request, redirectUri);
      const selection = {
        columns: new Set(["username"]),
        profile: new Set(["profilePictureUrl"]),
        token: false,
        lists: [],
      };
      return await sendPage(reply, 200, connectedPage(await readAccount(world, MACHINE, { id, selection })));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const outcome = { ...outcomeFor(error.code, RETRY), nextStep: error.nextStep };
      return await sendPage(reply, error.status, outcomePage(outcome));
    }
  });
}

async function finishReturn(world: World, request: FastifyRequest, redirectUri: string): Promise<string> {
  const { code, state } = request.query as Record<string, unknown>;
  const cookie = request.cookies[COOKIE];
  if (typeof code !== "string" || typeof state !== "string" || !cookie) {
    throw new Refusal("STATE_INVALID", "This is no return from a handshake that this browser began.");
  }
  const caller = browserCaller(cookie);
  return await finishConnect(world, { viewer: ANONYMOUS, caller, redirectUri, code, state, leaveForeignState: true });
}

function connectedPage(account: FeedRow | null): string {
  const profile = account?.profile as { profilePictureUrl: string | null } | undefined;
  return outcomePage(
    connectedOutcome({ username: String(account?.username ?? ""), pictureUrl: profile?.profilePictureUrl ?? null }),
  );
}

async function sendPage(reply: FastifyReply, status: number, page: string): Promise<FastifyReply> {
  return await reply.code(status).headers(PAGE_HEADERS).send(page);
}

/** The secret that binds a handshake to this browser; it says nothing of the person. */
function keepBrowserCookie(world: World, request: FastifyRequest, reply: FastifyReply): string {
  const secret = request.cookies[COOKIE] ?? newSecretText();
  reply.setCookie(COOKIE, secret, {
    path: "/oauth",
    httpOnly: true,
    sameSite: "lax",
    secure: world.config.publicUrl.startsWith("https:"),
    maxAge: 3600,
  });
  return secret;
}
