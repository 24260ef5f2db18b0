import type { z } from "zod";
import { fetchBytes, type HttpAnswer, HttpError } from "../lib/http.js";
import { parseLosslessJson } from "../lib/lossless-json.js";
import type { Secret } from "../lib/secret.js";
import { classify } from "./classify.js";
import type { ClientContext } from "./client-context.js";
import { readError } from "./error-schema.js";
import { InstagramError } from "./errors.js";
import { namedFields } from "./field-availability.js";
import { redact, withoutSecrets } from "./redact.js";
import type { CallName } from "./types.js";
import { readUsage, type Usage } from "./usage.js";

export interface ApiRequest<T> {
  call: CallName;
  /** Built again for every attempt. */
  request(): { url: URL; form?: URLSearchParams; bearer?: Secret };
  shape: z.ZodType<T>;
  /** An error that names one of these fields concerns it, whatever its code. */
  names?: readonly string[];
  bytesMax: number;
  secrets: readonly Secret[];
  signal?: AbortSignal | undefined;
}

/**
 * Calls Instagram once if the guard allows it, and reports the result to `onCall`.
 * @throws {InstagramError} for anything but the expected response
 */
export async function exchange<T>(client: ClientContext, question: ApiRequest<T>, attempt: number): Promise<T> {
  const end = await client.admit({ accountId: client.accountId, call: question.call, request: question });
  const startedAtMs = performance.now();
  const outcome = await outcomeOf(client, question);
  client.onCall({
    call: question.call,
    attempt,
    ms: Math.round(performance.now() - startedAtMs),
    status: outcome.status,
    code: outcome.failure?.code ?? null,
    cause: outcome.failure?.failureCause ?? null,
    usage: outcome.usage,
  });
  const failure = await end({ usage: outcome.usage, failure: outcome.failure });
  if (failure) throw failure;
  if (outcome.failure) throw outcome.failure;
  return outcome.value;
}

type Outcome<T> = { status: number | null; usage: Usage | null } & (
  | { failure: InstagramError }
  | { failure: null; value: T }
);

async function outcomeOf<T>(client: ClientContext, question: ApiRequest<T>): Promise<Outcome<T>> {
  const answer = await send(client, question);
  if (answer instanceof InstagramError) return { status: null, usage: null, failure: answer };
  const { status } = answer;
  const usage = readUsage(answer.headers, client.settings.appId);
  const body = readJson(answer);
  const error = readError(body);
  const parsed = status >= 200 && status <= 299 && !error ? question.shape.safeParse(body) : null;
  if (parsed?.success) return { status, usage, failure: null, value: parsed.data };

  const isHandshake = question.call === "exchangeCode" || question.call === "exchangeToken";
  const namesField = error !== null && namedFields(error.message, question.names ?? []).length > 0;
  const verdict = classify({ status, isJson: body !== undefined, isHandshake, error, namesField });
  const message = error ? redact(error.message, question.secrets) : "";
  const failure = new InstagramError(message || unreadable(status, parsed?.error.issues[0]?.path), {
    ...verdict,
    status,
    code: error?.code ?? null,
    subcode: error?.subcode ?? null,
    traceId: error?.traceId ? withoutSecrets(error.traceId, question.secrets) : null,
    retryAfterS: waitS(Math.max(usage?.regainAccessS ?? 0, readRetryAfterS(answer.headers, client))),
  });
  return { status, usage, failure };
}

async function send<T>(client: ClientContext, question: ApiRequest<T>): Promise<HttpAnswer | InstagramError> {
  const { url, form, bearer } = question.request();
  if (bearer && !HEADER_SAFE.test(bearer.reveal())) {
    return new InstagramError("This is not an access token: it contains invalid characters.", {
      failureCause: "TOKEN_REVOKED",
    });
  }
  try {
    return await fetchBytes(url, {
      method: form ? "POST" : "GET",
      headers: { accept: "application/json", ...(bearer && { authorization: `Bearer ${bearer.reveal()}` }) },
      form,
      timeoutMs: client.timeoutMs,
      bytesMax: question.bytesMax,
      signal: question.signal,
    });
  } catch (error) {
    if (error instanceof HttpError) return noAnswer(error);
    throw error;
  }
}

const HEADER_SAFE = /^[!-~]+$/;

function noAnswer(failure: HttpError): InstagramError {
  return new InstagramError(`Instagram could not be asked: ${failure.message}.`, {
    failureCause: "INSTAGRAM_UNAVAILABLE",
    isTransient: failure.code === "TIMEOUT" || failure.code === "TRANSPORT",
    wasNotSent: failure.wasNotSent,
  });
}

/** Undefined for anything but JSON. Checks the type first: Meta responds in HTML during outages. */
function readJson({ headers, bytes }: HttpAnswer): unknown {
  const type = headers.get("content-type") ?? "application/json";
  if (!/json|javascript|text\/plain/i.test(type)) return undefined;
  try {
    return parseLosslessJson(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function unreadable(status: number, path: readonly PropertyKey[] = []): string {
  const place = path.length > 0 ? `: see its field ${path.join(".")}` : "";
  return `Instagram's answer (HTTP ${status}) could not be read${place}.`;
}

/** Instagram's longest window is a day; a longer wait must be wrong. */
const WAIT_MAX_S = 24 * 3_600;

function waitS(seconds: number): number | null {
  return Math.min(seconds, WAIT_MAX_S) || null;
}

function readRetryAfterS(headers: Headers, client: ClientContext): number {
  const text = headers.get("retry-after") ?? "";
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : (Date.parse(text) - client.clock.now().getTime()) / 1000;
  return seconds > 0 ? Math.ceil(seconds) : 0;
}
