import { type Answer, htmlAnswer } from "./answer.js";
import {
  AuthorizeError,
  type AuthorizeInput,
  approveUrl,
  readAuthorizeInput,
  rejectAuthorizeUrl,
} from "./authorize.js";
import { consentPage, errorPage } from "./consent-page.js";
import type { Sandbox } from "./create-sandbox.js";
import { TEST_ACCOUNT_KEYS, type TestAccount } from "./fixtures.js";
import { findMember } from "./read-profile.js";

/**
 * `/oauth/authorize`: the consent page, or the redirect to the app once the request contains a decision.
 *
 * The page's form and a program send the same parameters: `sandbox_account`, `sandbox_decision`, and `sandbox_permission` for
 * each granted permission. Without `sandbox_permissions_shown`, all requested permissions are granted.
 */
export function answerAuthorize(sandbox: Sandbox, query: URLSearchParams, cookie: string | undefined): Answer {
  try {
    const input = readAuthorizeInput(sandbox, query);
    const named = query.get("sandbox_account");
    const decision = query.get("sandbox_decision") ?? (named === null ? null : "approve");
    if (decision === null) {
      const loggedIn = input.forceReauth ? null : rememberedMember(sandbox, cookie);
      return consentPage(sandbox, { input, query, loggedIn });
    }
    return decide(sandbox, input, { query, named, decision });
  } catch (error) {
    if (error instanceof AuthorizeError) return errorPage(error);
    throw error;
  }
}

interface Decision {
  query: URLSearchParams;
  named: string | null;
  decision: string;
}

function decide(sandbox: Sandbox, input: AuthorizeInput, { query, named, decision }: Decision): Answer {
  const member = findMember(sandbox, named ?? "");
  if (named !== null && !member) {
    throw new AuthorizeError("Unknown account", `sandbox_account must be one of: ${TEST_ACCOUNT_KEYS.join(", ")}.`);
  }
  const headers = member ? { "set-cookie": rememberMember(sandbox, member) } : {};
  if (decision === "refuse") return redirect(rejectAuthorizeUrl(input), headers);
  if (decision !== "approve" || !member) {
    throw new AuthorizeError("No decision", "sandbox_decision must be approve, with a sandbox_account, or refuse.");
  }
  const granted = query.getAll("sandbox_permission");
  const hadChoice = query.has("sandbox_permissions_shown") || granted.length > 0;
  const permissions = input.scopes.filter((scope) => !hadChoice || granted.includes(scope));
  return redirect(approveUrl(sandbox, input, { member, permissions }), headers);
}

function redirect(location: string, headers: Record<string, string>): Answer {
  const answer = htmlAnswer("", 302);
  return { ...answer, headers: { ...answer.headers, ...headers, location, "cache-control": "no-store" } };
}

const COOKIE = "sandbox_account";
const COOKIE_LIFE_S = 30 * 24 * 3600;

function rememberMember(sandbox: Sandbox, { key }: TestAccount): string {
  const { pathname, protocol } = new URL(`${sandbox.baseUrl()}/oauth`);
  const secure = protocol === "https:" ? "; Secure" : "";
  return `${COOKIE}=${key}; Path=${pathname}; Max-Age=${COOKIE_LIFE_S}; HttpOnly; SameSite=Lax${secure}`;
}

function rememberedMember(sandbox: Sandbox, cookie: string | undefined): TestAccount | null {
  const key = new RegExp(`(?:^|;\\s*)${COOKIE}=(\\w+)`).exec(cookie ?? "")?.[1];
  return key === undefined ? null : findMember(sandbox, key);
}
