import type { FastifyInstance, FastifyReply } from "fastify";
import type { AppContext } from "../app-context.js";
import { exportData } from "../features/owners/export-data.js";
import { readOwnAccount } from "../features/owners/read-own-account.js";
import { endSession } from "../features/owners/session.js";
import { disconnectAccount } from "../features/privacy/disconnect-account.js";
import { eraseAccount } from "../features/privacy/erase-account.js";
import { type OwnerVisit, readFormVisit, readVisit } from "./owner.js";
import { PAGE_HEADERS } from "./pages/layout.js";
import { loginPage, logoutPage } from "./pages/login.js";
import { confirmPage, type FinalAct, mePage } from "./pages/me.js";
import { disconnectedResult, noLoginResult } from "./pages/owner-results.js";
import { resultPage } from "./pages/result-page.js";
import type { Language } from "./pages/texts.js";
import { sendPage } from "./send-page.js";
import { ownerCookie, sessionCookieOptions } from "./session-cookie.js";

/** Beside `no-store`: a form's Origin header would be `null` under `no-referrer`. */
const OWN_HEADERS = {
  ...PAGE_HEADERS,
  "cache-control": "private, no-store",
  "referrer-policy": "same-origin",
} as const;

/**
 * The pages of an account's owner. `/me` shows the account; forms log out, download, disconnect and delete. `/users`,
 * `/auth/instagram` and `/logout` are addresses of old tutorials and show the same pages.
 */
export function ownerRoutes(server: FastifyInstance, app: AppContext): void {
  server.get("/login", async (request, reply) => {
    const { instagramLogin, openConnect, contact } = app.config;
    if (!instagramLogin)
      return await sendOwn(reply.code(403), (language) => resultPage(noLoginResult(contact, language), language));
    if (await readVisit(app, request)) return await reply.headers(OWN_HEADERS).redirect("/me", 302);
    return await sendOwn(reply, (language) => loginPage({ openConnect }, language));
  });
  server.get("/auth/instagram", async (_request, reply) => await reply.redirect("/login/instagram", 302));
  server.get("/users", async (_request, reply) => await reply.redirect("/me", 302));
  server.get("/logout", async (request, reply) => {
    const visit = await readVisit(app, request);
    if (!visit) return await toLogin(reply);
    return await sendOwn(reply, (language) => logoutPage(visit.formToken, language));
  });

  server.get("/me", async (request, reply) => {
    const visit = await readVisit(app, request);
    const account = visit && (await readOwnAccount(app, visit.owner));
    if (!account) return await toLogin(reply);
    return await sendOwn(reply, (language) => mePage(account, visit.formToken, language));
  });
  /** Redirects a logged-out owner to the login. */
  const form = (url: string, act: FormAct) =>
    server.post(url, async (request, reply) => {
      const visit = await readFormVisit(app, request);
      return visit ? await act(visit, reply) : await reply.redirect("/login", 303);
    });
  confirmation(server, app, "disconnect");
  confirmation(server, app, "delete");

  form("/me/log-out", async ({ session }, reply) => {
    await endSession(app, session, { everywhere: false });
    return await withoutCookie(app, reply).redirect("/login", 303);
  });
  form("/me/download", async ({ owner }, reply) => {
    const archive = await exportData(app, owner);
    const day = app.clock.now().toISOString().slice(0, 10);
    return await reply
      .headers({
        "cache-control": "private, no-store",
        "content-disposition": `attachment; filename="instagram-data-${day}.zip"`,
      })
      .type("application/zip")
      .send(archive);
  });
  form("/me/disconnect", async ({ owner }, reply) => {
    await disconnectAccount(app, owner.accountId, owner);
    return await sendOwn(withoutCookie(app, reply), (language) => resultPage(disconnectedResult(language), language));
  });
  form("/me/delete", async ({ owner }, reply) => {
    const receipt = await eraseAccount(app, owner.accountId, { by: owner, reason: "OWNER" });
    return await withoutCookie(app, reply).redirect(receipt ? `/data-deletion/${receipt.code}` : "/login", 303);
  });
}

function confirmation(server: FastifyInstance, app: AppContext, act: FinalAct): void {
  server.get(`/me/${act}`, async (request, reply) => {
    const visit = await readVisit(app, request);
    if (!visit) return await toLogin(reply);
    return await sendOwn(reply, (language) => confirmPage(act, visit.formToken, language));
  });
}

type FormAct = (visit: OwnerVisit, reply: FastifyReply) => Promise<FastifyReply>;

function sendOwn(reply: FastifyReply, page: (language: Language) => string): FastifyReply {
  return sendPage(reply, page, OWN_HEADERS);
}

async function toLogin(reply: FastifyReply): Promise<FastifyReply> {
  return await reply.headers(OWN_HEADERS).redirect("/login", 302);
}

function withoutCookie(app: AppContext, reply: FastifyReply): FastifyReply {
  return reply.clearCookie(ownerCookie(app.config), sessionCookieOptions(app.config));
}
