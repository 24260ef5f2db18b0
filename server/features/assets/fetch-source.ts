import type { AppContext } from "../../app-context.js";
import { FetchError, type FetchResponse, fetchPublicUrl } from "../../lib/fetch-public-url.js";
import { allowedUrl, signatureExpiry } from "./allowed-url.js";
import { CopyError } from "./copy-error.js";

const IDLE_MS = 10_000;
const ERROR_BYTES_MAX = 1_000;

/**
 * Opens a signed address at Instagram's picture host. Returns status 200 or 206 with a media body, or 416 for a range
 * beyond the end. The caller reads or destroys the body. Sends no cookie or referrer; follows no redirect.
 * @throws {CopyError} for anything else; with `isSignature` a new address may help
 */
export async function fetchSource(
  app: AppContext,
  source: string,
  { range, signal }: { range?: string | undefined; signal?: AbortSignal } = {},
): Promise<FetchResponse> {
  const { url, mayBePrivate } = allowedUrl(app.config, source);
  const now = app.clock.now();
  if (signatureExpiry(source, now) <= now) throw new CopyError("SIGNATURE_EXPIRED", { isSignature: true });
  const answer = await fetchPublicUrl(url, {
    headers: range ? { range } : {},
    idleMs: IDLE_MS,
    mayBePrivate,
    signal,
  }).catch((error: unknown) => {
    if (!(error instanceof FetchError)) throw error;
    throw new CopyError(error.code === "PRIVATE_ADDRESS" ? "PRIVATE_ADDRESS" : "UNAVAILABLE");
  });
  const { status } = answer;
  const isMedia = MEDIA.test(answer.headers["content-type"] ?? "application/octet-stream");
  if (((status === 200 || status === 206) && isMedia) || status === 416) return answer;
  const failure = status === 403 ? await apiErrorOf(answer) : new CopyError(causeOf(status));
  answer.body.destroy();
  throw failure;
}

const MEDIA = /^\s*((image|video)\/|(application|binary)\/octet-stream)/i;

function causeOf(status: number) {
  if (status === 200 || status === 206) return "WRONG_TYPE";
  if (status >= 300 && status < 400) return "REDIRECTED";
  if (status === 404 || status === 410) return "GONE";
  if (status === 429) return "RATE_LIMITED";
  return status >= 500 ? "UNAVAILABLE" : "REFUSED";
}

/** The body names the problem with a signature: expired, mismatch, bad hash, bad timestamp. */
async function apiErrorOf(answer: FetchResponse): Promise<CopyError> {
  let reason = "";
  try {
    for await (const chunk of answer.body) {
      reason += String(chunk);
      if (reason.length > ERROR_BYTES_MAX) break;
    }
  } catch {
    return new CopyError("UNAVAILABLE");
  }
  if (!/URL (signature|timestamp|hash)/i.test(reason)) return new CopyError("REFUSED");
  return new CopyError("SIGNATURE_EXPIRED", { isSignature: true });
}
