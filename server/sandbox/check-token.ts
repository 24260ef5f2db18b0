import type { Sandbox } from "./create-sandbox.js";
import { accountState } from "./create-sandbox.js";
import { GraphError, unsupportedRequest } from "./errors.js";
import { personalMode } from "./read-profile.js";
import type { Revocation } from "./state.js";
import { type Grant, PERMISSIONS } from "./tokens.js";

/**
 * Returns a token that the platform would accept; otherwise throws the platform's error. Checks the token (190) before
 * the grant and the account (100, 10), as the platform does.
 */
export function checkToken(sandbox: Sandbox, grant: Grant | null): Grant {
  if (!grant || grant.kind === "code") {
    throw new GraphError(190, "Invalid OAuth access token - Cannot parse access token");
  }
  const now = sandbox.clock.now().getTime();
  const revocation = sandbox.state.revocations.find(
    ({ account, tokenId, atMs }) =>
      account === grant.member.key && (tokenId === null ? grant.issuedAtMs <= atMs : tokenId === grant.id),
  );
  if (revocation) throw revokedError(sandbox, revocation);
  if (now >= grant.expiresAtMs) throw new GraphError(190, sessionExpired(grant.expiresAtMs, now));
  return grant;
}

/** Returns a grant that may read; `/me` of a personal account may still return a few fields. */
export function checkPermission(sandbox: Sandbox, { member, permissions }: Grant, reading: "me" | "else"): void {
  const { withdrawn } = accountState(sandbox, member);
  if (withdrawn === "permission") {
    throw new GraphError(10, "(#10) Application does not have permission for this action");
  }
  if (withdrawn === "unsupported") throw unsupportedRequest("get");
  const personal = personalMode(sandbox, member);
  if (personal === "named" && reading === "me") return;
  if (personal !== "no" || !permissions.includes(PERMISSIONS[0])) throw unsupportedRequest("get");
}

const SUBCODES = {
  expired: 463,
  "password-changed": 460,
  "app-removed": 458,
  checkpoint: 459,
  unconfirmed: 464,
  invalidated: 466,
  "logged-out": 467,
} as const;

function revokedError(sandbox: Sandbox, { cause, subcode, atMs }: Revocation): GraphError {
  const messages: Record<Revocation["cause"], string> = {
    expired: sessionExpired(atMs, sandbox.clock.now().getTime()),
    "password-changed":
      "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.",
    "app-removed": `Error validating access token: The user has not authorized application ${sandbox.appId}.`,
    checkpoint:
      "Error validating access token: You cannot access the app till you log in to www.instagram.com and follow the instructions given.",
    unconfirmed:
      "Error validating access token: Sessions for the user are not allowed because the user is not a confirmed user.",
    invalidated: "Error validating access token: The session was invalidated explicitly using an API call.",
    "logged-out":
      "Error validating access token: This may be because the user logged out or may be due to a system error.",
  };
  return new GraphError(190, messages[cause], subcode ? { subcode: SUBCODES[cause] } : {});
}

function sessionExpired(expiredAtMs: number, nowMs: number): string {
  return `Error validating access token: Session has expired on ${inCalifornia(expiredAtMs)}. The current time is ${inCalifornia(nowMs)}.`;
}

/** `Tuesday, 28-Sep-21 03:00:00 PDT`, the platform's format. */
function inCalifornia(ms: number): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: "America/Los_Angeles",
    weekday: "long",
    day: "2-digit",
    month: "short",
    year: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).formatToParts(ms);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("weekday")}, ${part("day")}-${part("month")}-${part("year")} ${part("hour")}:${part("minute")}:${part("second")} ${part("timeZoneName")}`;
}
