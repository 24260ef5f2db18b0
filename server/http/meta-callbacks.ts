import formbody from "@fastify/formbody";
import rateLimit from "@fastify/rate-limit";
import type { FastifyError, FastifyInstance, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { recordSparingly } from "../features/audit/record-event.js";
import { deauthorize } from "../features/privacy/deauthorize.js";
import { requestDeletion } from "../features/privacy/request-deletion.js";
import {
  type SignedRequest,
  type SignedRequestErrorCode,
  verifySignedRequest,
} from "../features/privacy/signed-request.js";
import { MINUTE_MS } from "../lib/clock.js";
import { ApiError } from "../lib/errors.js";
import { ANONYMOUS } from "../viewer.js";
import { addressOf } from "./address.js";

/** Real bodies have some 200 bytes. */
const BODY_MAX = 16_000;
/** Per address and process; Meta's requests are valid, and so never limited. */
const REJECTED_MAX = 30;
const REJECTED_WINDOW_MS = 10 * MINUTE_MS;

const NO_STORE = { "cache-control": "no-store" } as const;

/** Receives Meta's callbacks: a person removed the app, or requested deletion. Responds 400 to anything else. */
export async function metaCallbackRoutes(server: FastifyInstance, app: AppContext): Promise<void> {
  server.removeAllContentTypeParsers();
  await server.register(formbody, { bodyLimit: BODY_MAX });
  await server.register(rateLimit, { global: false, keyGenerator: addressOf });
  const countRejected = server.createRateLimit({ max: REJECTED_MAX, timeWindow: REJECTED_WINDOW_MS });
  const options = { bodyLimit: BODY_MAX };

  const rejection = async (request: FastifyRequest, code: SignedRequestErrorCode): Promise<ApiError> => {
    const counted = await countRejected(request);
    if (!counted.isAllowed && counted.isExceeded) return tooMany(counted.ttlInSeconds);
    const subject = request.routeOptions.url?.split("/").at(-1) ?? null;
    const event = { by: ANONYMOUS, action: "callback.rejected", accountId: null, subject, outcome: code } as const;
    if (await recordSparingly(app, event)) app.log.warn({ callback: subject, code }, "callback rejected");
    return new ApiError("BAD_USER_INPUT", MESSAGES[code], { nextStep: NEXT_STEP });
  };
  const verified = async (request: FastifyRequest): Promise<SignedRequest> => {
    const secrets = [app.config.instagram.appSecret, ...app.config.appSecretsOld];
    const signed = verifySignedRequest(signedRequestOf(request), { secrets, now: app.clock.now() });
    if (typeof signed === "string") throw await rejection(request, signed);
    return signed;
  };
  // A body that is too large or no form never reaches the handler.
  server.setErrorHandler(async (error: FastifyError, request) => {
    const { statusCode = 500 } = error;
    if (error instanceof ApiError || statusCode >= 500) throw error;
    throw await rejection(request, statusCode === 413 ? "OVERSIZED" : "MALFORMED");
  });

  server.post("/webhooks/instagram/deauthorize", options, async (request, reply) => {
    await deauthorize(app, await verified(request));
    return await reply.headers(NO_STORE).send({});
  });
  server.post("/webhooks/instagram/data-deletion", options, async (request, reply) => {
    const code = await requestDeletion(app, await verified(request));
    const url = `${app.config.publicUrl}/data-deletion/${code}`;
    return await reply.headers(NO_STORE).send({ url, confirmation_code: code });
  });
}

/** A form field; the dashboard's own test of Meta may put it into the address. */
function signedRequestOf({ body, query }: FastifyRequest): unknown {
  const form = (body ?? {}) as Record<string, unknown>;
  return form.signed_request ?? (query as Record<string, unknown>).signed_request;
}

function tooMany(ttlInSeconds: number): ApiError {
  return new ApiError("RATE_LIMITED", "Too many requests from your address were rejected.", {
    retryAfterS: Math.max(1, ttlInSeconds),
  });
}

const NEXT_STEP = "Only Meta sends these requests: a form with `signed_request`, signed with the Instagram app secret.";

const MESSAGES: Record<SignedRequestErrorCode, string> = {
  MISSING: "The form field `signed_request` is missing.",
  OVERSIZED: "The request is too large.",
  MALFORMED: "The `signed_request` cannot be read.",
  BAD_SIGNATURE: "The signature does not match.",
  WRONG_ALGORITHM: "The algorithm must be HMAC-SHA256.",
  STALE: "The request is older than three days.",
  FROM_THE_FUTURE: "The request is dated in the future.",
};
