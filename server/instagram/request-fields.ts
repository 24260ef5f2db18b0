import type { ClientContext } from "./client-context.js";
import { InstagramError } from "./errors.js";
import {
  essentialsOf,
  type FieldList,
  type LeftOut,
  leaveOut,
  namedFields,
  namesOf,
  suspectsOf,
} from "./field-availability.js";

/** Enough calls to get a response and to narrow down the rejected field. */
const CALLS_MAX = 5;

export interface FieldRequest<T> {
  /** The first lose a field first. */
  lists: readonly FieldList[];
  guess?(failure: InstagramError): readonly string[];
  sendRequest(leftOut: LeftOut, tries?: "ONCE"): Promise<T>;
  diagnosePermission(leftOut: LeftOut): Promise<T>;
}

export interface FieldResponse<T> {
  answer: T;
  leftOut: LeftOut;
}

/**
 * Requests all fields; if Instagram rejects one, requests the others. Drops the named field; without a name, requests the
 * essential fields and then bisects. Remembers the result for this account.
 *
 * A persistent unspecific failure (code 1 or 2) counts as a rejected field if fewer fields succeed while all still fail.
 *
 * @throws {InstagramError} for any other failure
 * @see decision 0036
 */
export async function requestFields<T>(client: ClientContext, question: FieldRequest<T>): Promise<FieldResponse<T>> {
  const { lists, sendRequest } = question;
  const known = client.fields.recall(client.accountId);
  const found = new Set<string>();
  for (let calls = 1; ; calls++) {
    const leftOut = new Set([...known, ...found]);
    try {
      const answer = await sendRequest(leftOut);
      client.fields.remember(client.accountId, found);
      return { answer, leftOut };
    } catch (failure) {
      const isUnexplained = isUnspecific(failure);
      if (!isUnexplained && !isApiError(failure)) throw failure;
      const named = namedIn(failure, lists, leftOut);
      if (named.length === 0 && isUnexplained)
        return await suspectFields(client, question, { failure, leftOut, calls });
      if (named.length === 0 && isAboutThing(failure)) throw failure;
      if (named.length === 0) named.push(...(question.guess?.(failure) ?? []).filter((field) => !leftOut.has(field)));
      if (named.length === 0 || calls >= CALLS_MAX - 1) return await halve(client, question, { leftOut, calls });
      for (const field of named) found.add(field);
    }
  }
}

/** Album parts lose a named field before posts, because Instagram does not say which of them it means. */
function namedIn({ message }: InstagramError, lists: readonly FieldList[], leftOut: LeftOut): string[] {
  const named = namedFields(message, namesOf(lists, leftOut));
  return named.flatMap((field) =>
    leaveOut(lists, [field])
      .filter((one) => !leftOut.has(one))
      .slice(0, 1),
  );
}

interface Search {
  leftOut: LeftOut;
  calls: number;
}

/** Tries once with the essential fields, then once with all: only if just the first succeeds is a field to blame. */
async function suspectFields<T>(
  client: ClientContext,
  question: FieldRequest<T>,
  { failure, leftOut, calls }: Search & { failure: InstagramError },
): Promise<FieldResponse<T>> {
  const poor = withoutSuspects(question, leftOut);
  const first = await answered(question, poor, "ONCE");
  if (typeof first === "string") throw failure;
  const again = await answered(question, leftOut, "ONCE");
  if (again === "BROKEN") throw failure;
  if (again !== "REFUSED") return { answer: again.value, leftOut };
  // These two calls only showed that a field is to blame: the search still has all its calls.
  const best = { answer: first.value, leftOut: poor };
  return await narrow(client, question, { leftOut, calls, best, tries: "ONCE" });
}

async function halve<T>(
  client: ClientContext,
  question: FieldRequest<T>,
  { leftOut, calls }: Search,
): Promise<FieldResponse<T>> {
  const poor = withoutSuspects(question, leftOut);
  try {
    const best = { answer: await question.diagnosePermission(poor), leftOut: poor };
    return await narrow(client, question, { leftOut, calls: calls + 1, best });
  } catch (failure) {
    if (!isApiError(failure) || isAboutThing(failure)) throw failure;
    return await withoutEssentials(client, question, { failure, leftOut });
  }
}

async function withoutEssentials<T>(
  client: ClientContext,
  question: FieldRequest<T>,
  { failure, leftOut }: { failure: InstagramError; leftOut: LeftOut },
): Promise<FieldResponse<T>> {
  const essentials = essentialsOf(question.lists).filter((field) => !leftOut.has(field));
  const rest = new Set([...leftOut, ...essentials]);
  const tried = essentials.length === 0 ? "REFUSED" : await answered(question, rest);
  if (typeof tried === "string") throw failure;
  client.fields.remember(client.accountId, essentials);
  return { answer: tried.value, leftOut: rest };
}

function withoutSuspects<T>({ lists }: FieldRequest<T>, leftOut: LeftOut): LeftOut {
  return new Set([...leftOut, ...leaveOut(lists, suspectsOf(lists, leftOut))]);
}

async function narrow<T>(
  client: ClientContext,
  question: FieldRequest<T>,
  { leftOut, calls, best: poor, tries }: Search & { best: FieldResponse<T>; tries?: "ONCE" },
): Promise<FieldResponse<T>> {
  const { lists } = question;
  const without = (fields: readonly string[]) => new Set([...leftOut, ...leaveOut(lists, fields)]);
  let suspects = suspectsOf(lists, leftOut);
  let best = poor;
  let isPoor = true;
  for (let made = calls; made < CALLS_MAX && (suspects.length > 1 || isPoor); made++) {
    // The last call requests as many fields as are known to work, if no earlier one did.
    const isLast = made === CALLS_MAX - 1 && isPoor;
    const part = isLast ? suspects : suspects.slice(0, Math.max(1, Math.floor(suspects.length / 2)));
    const tried = await answered(question, without(part), tries);
    if (tried === "BROKEN") return best;
    const rest = suspects.filter((field) => !part.includes(field));
    if (tried === "REFUSED" && rest.length === 0) break;
    suspects = tried === "REFUSED" ? rest : part;
    if (tried === "REFUSED") continue;
    best = { answer: tried.value, leftOut: without(part) };
    isPoor = false;
  }
  client.fields.remember(client.accountId, without(suspects));
  return best;
}

/** BROKEN: another kind of failure, which says nothing about fields. An unspecific failure of ONCE counts as a rejection. */
async function answered<T>({ sendRequest }: FieldRequest<T>, leftOut: LeftOut, tries?: "ONCE") {
  try {
    return { value: await sendRequest(leftOut, tries) };
  } catch (failure) {
    if (!(failure instanceof InstagramError)) throw failure;
    if (tries === "ONCE" && isUnspecific(failure)) return "REFUSED";
    return isApiError(failure) && !isAboutThing(failure) ? "REFUSED" : "BROKEN";
  }
}

/** Fewer fields may help: a permanent rejection of this request, not of the token or the app. */
function isApiError(failure: unknown): failure is InstagramError {
  if (!(failure instanceof InstagramError) || failure.isTransient || failure.status === null) return false;
  return failure.failureCause === "INSTAGRAM_REJECTED" || failure.isAmbiguous;
}

function isUnspecific(failure: unknown): failure is InstagramError {
  if (!(failure instanceof InstagramError) || failure.blocked || failure.retryAfterS !== null) return false;
  return failure.failureCause === "INSTAGRAM_UNAVAILABLE" && failure.status !== null && failure.code !== null;
}

function isAboutThing({ subcode, message }: InstagramError): boolean {
  return subcode === 33 || /\b(?:do|does) not exist|cursor/i.test(message);
}
