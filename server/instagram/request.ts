import { setTimeout as sleep } from "node:timers/promises";
import type { ClientContext } from "./client-context.js";
import { InstagramError } from "./errors.js";
import { type ApiRequest, exchange } from "./exchange.js";

const RETRIES_MAX = 2;
const ADJUSTMENTS_MAX = 8;
const PAUSE_BASE_MS = 250;
const PAUSE_MAX_MS = 2_000;

export interface RetryableRequest<T> extends ApiRequest<T> {
  /** What is sent is used up when it arrives: ask again only when it cannot have arrived. */
  isSingleUse?: boolean;
  /** Changes the request after a failure; true when the changed one should be asked at once, as no retry. */
  adjust?(failure: InstagramError): boolean;
}

/**
 * Asks Instagram, and again after failures that pass: at most three attempts, with full jitter between them, and never
 * beyond the caller's signal.
 *
 * @throws {InstagramError} the last one
 */
export async function sendRequest<T>(client: ClientContext, question: RetryableRequest<T>): Promise<T> {
  let retries = 0;
  let adjustments = 0;
  let last: InstagramError | null = null;
  for (let attempt = 1; ; attempt++) {
    try {
      return await exchange(client, question, attempt);
    } catch (failure) {
      if (!(failure instanceof InstagramError)) throw failure;
      // A call that was made and failed stays one, also where asking again is withheld: else it would be due again at once.
      if (failure.blocked && last) throw last;
      const isAdjusted = question.adjust?.(failure) ?? false;
      if (isAdjusted && ++adjustments <= ADJUSTMENTS_MAX) continue;
      if (!mayRetry(failure, question) || ++retries > RETRIES_MAX) throw failure;
      if (!(await pause(retries, question.signal))) throw failure;
      last = failure;
    }
  }
}

function mayRetry<T>(failure: InstagramError, question: RetryableRequest<T>): boolean {
  return failure.isTransient && (failure.wasNotSent || !question.isSingleUse);
}

/** False when the caller gave up meanwhile. */
async function pause(retry: number, signal: AbortSignal | undefined): Promise<boolean> {
  const longestMs = Math.min(PAUSE_MAX_MS, PAUSE_BASE_MS * 2 ** retry);
  try {
    await sleep(Math.random() * longestMs, undefined, signal && { signal });
    return true;
  } catch {
    return false;
  }
}
