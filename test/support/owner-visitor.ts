import { createWebVisitor, type Page, type WebVisitor } from "./web-visitor.js";

export const PUBLIC = "http://localhost:4000";

let count = 0;

/** A browser that reaches the served app by its public name, from an address of its own. */
export function ownerVisitor(url: string): WebVisitor {
  count++;
  return createWebVisitor({ [PUBLIC]: url }, { "x-forwarded-for": `198.18.${count >> 8}.${count & 255}` });
}

/** Presses "Log in with Instagram", agrees as a member of the sandbox's cast, and returns the address to come back by. */
export async function agree(browser: WebVisitor, member: string, decision = "approve"): Promise<string> {
  const start = await browser.get(`${PUBLIC}/login/instagram`);
  const consent = await browser.get(start.location ?? "");
  const back = await browser.submit(consent, { sandbox_account: member, sandbox_decision: decision });
  return back.location ?? "";
}

/** Logs in as a member of the cast, and returns the page that this leads to. */
export async function logIn(browser: WebVisitor, member: string): Promise<Page> {
  return await browser.follow(await agree(browser, member));
}

export const headingOf = ({ text }: Page) => /<h1[^>]*>(.*?)<\/h1>/s.exec(text)?.[1];
