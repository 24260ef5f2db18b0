import { isLocalHost } from "../lib/net.js";
import type { Sandbox } from "./create-sandbox.js";
import type { TestAccount } from "./fixtures.js";
import { mintGrant, PERMISSIONS } from "./tokens.js";

export interface AuthorizeInput {
  clientId: string;
  redirectUri: string;
  scopes: string[];
  state: string | null;
  /** Choose an account again, even if one is logged in. */
  forceReauth: boolean;
}

/** Shown on a page of the platform: an untrusted redirect address gets no redirect. */
export class AuthorizeError extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** @throws {AuthorizeError} when the platform would show an error instead of the consent page */
export function readAuthorizeInput(sandbox: Sandbox, query: URLSearchParams): AuthorizeInput {
  const clientId = query.get("client_id") ?? "";
  const redirectUri = query.get("redirect_uri") ?? "";
  if (clientId !== sandbox.appId) {
    throw new AuthorizeError("Invalid platform app", `client_id must be ${sandbox.appId} here.`);
  }
  if (!isRedirectUri(sandbox, redirectUri)) {
    throw new AuthorizeError("Invalid redirect_uri", "It must be absolute, and https unless the host is localhost.");
  }
  if (query.get("response_type") !== "code") {
    throw new AuthorizeError("Invalid response_type", "response_type must be code.");
  }
  const scopes = (query.get("scope") ?? "").split(/[\s,]+/).filter((scope) => scope !== "");
  const unknown = scopes.filter((scope) => !PERMISSIONS.some((known) => known === scope));
  if (unknown.length > 0) throw new AuthorizeError(`Invalid Scopes: ${unknown.join(", ")}`, "There is no such scope.");
  if (!scopes.includes(PERMISSIONS[0])) {
    throw new AuthorizeError("Invalid Scopes", `scope must hold ${PERMISSIONS[0]}.`);
  }
  const forced = [query.get("force_reauth"), query.get("force_authentication")];
  const forceReauth = forced.some((value) => value === "true" || value === "1");
  return { clientId, redirectUri, scopes, state: query.get("state"), forceReauth };
}

export function approveUrl(
  sandbox: Sandbox,
  input: AuthorizeInput,
  granted: { member: TestAccount; permissions: string[] },
): string {
  const code = mintGrant(sandbox, { kind: "code", redirectUri: input.redirectUri, ...granted });
  return `${withQuery(input, { code })}#_`;
}

export function rejectAuthorizeUrl(input: AuthorizeInput): string {
  return withQuery(input, {
    error: "access_denied",
    error_reason: "user_denied",
    error_description: "The user denied your request",
  });
}

function withQuery({ redirectUri, state }: AuthorizeInput, answer: Record<string, string>): string {
  const query = new URLSearchParams({ ...answer, ...(state === null ? {} : { state }) });
  return `${redirectUri}${redirectUri.includes("?") ? "&" : "?"}${query}`;
}

/** Accepts the sandbox's own host like localhost, so that it can be tried on a local network. */
function isRedirectUri(sandbox: Sandbox, uri: string): boolean {
  if (!URL.canParse(uri) || uri.includes("#")) return false;
  const url = new URL(uri);
  if (url.username || url.password) return false;
  if (url.protocol === "https:") return true;
  return (
    url.protocol === "http:" && (isLocalHost(url.hostname) || url.hostname === new URL(sandbox.baseUrl()).hostname)
  );
}
