import type { AppContext } from "../app-context.js";
import { readAccount } from "../features/feed/read-accounts.js";
import { SYSTEM } from "../viewer.js";
import { connectPage } from "./pages/connect.js";
import type { Language } from "./pages/texts.js";

/** The page of a connect link; null where the link leads to Instagram at once, or the visitor comes from the page. */
export async function pageBeforeConsent(
  app: AppContext,
  { invite, go }: Record<string, unknown>,
  accountId: string | null,
): Promise<((language: Language) => string) | null> {
  const { connectPage: shown, contact, publicUrl } = app.config;
  if (!shown || typeof invite !== "string" || go !== undefined) return null;
  const facts = {
    text: shown.text,
    name: contact.name ?? new URL(publicUrl).host,
    email: contact.email,
    username: accountId === null ? null : await usernameOf(app, accountId),
    continueHref: `/oauth/start?invite=${encodeURIComponent(invite)}&go=1`,
  };
  return (language) => connectPage(facts, language);
}

async function usernameOf(app: AppContext, id: string): Promise<string | null> {
  const selection = { columns: new Set(["username"]), profile: new Set<string>(), token: false, lists: [] };
  const account = await readAccount(app, SYSTEM, { id, selection });
  return account ? String(account.username) : null;
}
