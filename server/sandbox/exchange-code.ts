import { timingSafeEqual } from "node:crypto";
import { HOUR_MS } from "../lib/clock.js";
import { type Answer, jsonAnswer } from "./answer.js";
import type { Sandbox } from "./create-sandbox.js";
import { ExchangeError, GraphError } from "./errors.js";
import { isPersonal } from "./read-profile.js";
import { type Grant, hashRedirect, mintGrant, readGrant } from "./tokens.js";

/**
 * `POST /oauth/access_token`: exchanges a code for a short-lived token, once.
 *
 * A rejected `redirect_uri` does not consume the code. A personal account gets a token without rights.
 * @throws {ExchangeError} with api.instagram.com's message
 */
export function exchangeCode(sandbox: Sandbox, form: URLSearchParams): Answer {
  checkApp(sandbox, form);
  for (const field of ["grant_type", "redirect_uri", "code"]) requireField(form, field);
  if (form.get("grant_type") !== "authorization_code") throw new ExchangeError("Invalid grant_type");
  const grant = checkCode(sandbox, form);
  consumeCode(sandbox, grant);
  const shape = sandbox.state.exchangeShape;
  const nothing = isPersonal(sandbox, grant.member) || shape === "empty-permissions" || shape === "empty-string";
  const permissions = nothing ? [] : grant.permissions;
  const token = mintGrant(sandbox, { kind: "short", member: grant.member, permissions });
  return jsonAnswer(shapeAnswer(sandbox, { token, id: grant.member.appScopedId, permissions }));
}

function checkApp(sandbox: Sandbox, form: URLSearchParams): void {
  const clientId = requireField(form, "client_id");
  if (clientId !== sandbox.appId) {
    throw new ExchangeError(/^\d{14,18}$/.test(clientId) ? "Invalid platform app" : "Missing required field client_id");
  }
  const given = Buffer.from(requireField(form, "client_secret"));
  const expected = Buffer.from(sandbox.appSecret.reveal());
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new GraphError(101, "Error validating client secret.");
  }
}

function requireField(form: URLSearchParams, field: string): string {
  const value = form.get(field);
  if (!value) throw new ExchangeError(`Missing required field ${field}`);
  return value;
}

function checkCode(sandbox: Sandbox, form: URLSearchParams): Grant {
  const grant = codeGrant(sandbox, form);
  if (!grant) throw new ExchangeError("Invalid authorization code");
  const isOver = sandbox.clock.now().getTime() >= grant.expiresAtMs;
  if (isOver || sandbox.state.usedCodes[grant.id] !== undefined) {
    throw new ExchangeError("Matching code was not found or was already used");
  }
  if (hashRedirect(form.get("redirect_uri") ?? "") !== grant.redirectHash) {
    throw new ExchangeError(
      "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request",
    );
  }
  return grant;
}

export function codeGrant(sandbox: Sandbox, form: URLSearchParams): Grant | null {
  const grant = readGrant(sandbox, form.get("code") ?? "");
  return grant?.kind === "code" ? grant : null;
}

function consumeCode(sandbox: Sandbox, grant: Grant): void {
  const longAgoMs = sandbox.clock.now().getTime() - HOUR_MS;
  const stillKnown = Object.entries(sandbox.state.usedCodes).filter(([, expiresAtMs]) => expiresAtMs > longAgoMs);
  sandbox.state.usedCodes = { ...Object.fromEntries(stillKnown), [grant.id]: grant.expiresAtMs };
  sandbox.save();
}

function shapeAnswer(
  { state: { exchangeShape } }: Sandbox,
  { token, id, permissions }: { token: string; id: string; permissions: string[] },
): unknown {
  const flat = { access_token: token, user_id: BigInt(id), permissions };
  switch (exchangeShape) {
    case "flat":
    case "empty-permissions":
      return flat;
    case "flat-string":
      return { ...flat, user_id: id };
    case "wrapped":
      return { data: [flat] };
    case "wrapped-strings":
      return { data: [{ ...flat, user_id: id, permissions: permissions.join(",") }] };
    case "comma":
    case "empty-string":
      return { ...flat, permissions: permissions.join(",") };
    case "no-permissions":
      return { access_token: token, user_id: BigInt(id) };
  }
}
