import { setTimeout as sleep } from "node:timers/promises";
import type { ClientContext } from "./client-context.js";
import { InstagramError } from "./errors.js";
import { type ApiRequest, exchange } from "./exchange.js";

const RETRIES_MAX = 2;
const ADJUSTMENTS_MAX = 8;
const PAUSE_BASE_MS = 250;
const PAUSE_MAX_MS = 2_000;

export interface RetryableRequest<T> extends ApiRequest<T> {
  /** The request's code is single-use: retry only if it cannot have arrived. */
  isSingleUse?: boolean;
  /** Changes the request after a failure; returns true to send it at once, which does not count as a retry. */
  adjust?(failure: InstagramError): boolean;
}

/**
 * Calls Instagram and retries temporary failures: at most three attempts with full jitter, until the caller's signal fires.
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
      // A failed call stays a failed call, even if its retry is blocked: otherwise it would be due again at once.
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

async function pause(retry: number, signal: AbortSignal | undefined): Promise<boolean> {
  const longestMs = Math.min(PAUSE_MAX_MS, PAUSE_BASE_MS * 2 ** retry);
  try {
    await sleep(Math.random() * longestMs, undefined, signal && { signal });
    return true;
  } catch {
    return false;
  }
}
