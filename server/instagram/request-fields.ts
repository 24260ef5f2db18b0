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

/** So many calls until the answer is there, and the field that is refused is found as far as may be. */
const CALLS_MAX = 5;

export interface FieldRequest<T> {
  /** Whose fields are asked for; those that are to lose one first come first. */
  lists: readonly FieldList[];
  /** Which fields, of these lists, a refusal that names none is most likely about, such as `profile.user_id`. */
  guess?(failure: InstagramError): readonly string[];
  /** Asks without some fields; ONCE: without another attempt after a failure that may pass. */
  sendRequest(leftOut: LeftOut, tries?: "ONCE"): Promise<T>;
  /** The same, for the last word on a question that is refused whatever is left out of it. */
  diagnosePermission(leftOut: LeftOut): Promise<T>;
}

export interface FieldResponse<T> {
  answer: T;
  leftOut: LeftOut;
}

/**
 * Asks for all fields, and where Instagram refuses one of them, for the others: without the one that it names, else with the
 * essential ones alone, after which the culprit is looked for by halves. What is found is remembered about this account.
 *
 * A failure without a meaning of its own that stays (code 1 or 2) is taken for a refused field where fewer fields are answered,
 * and all of them are still not.
 *
 * @throws {InstagramError} when it is about something else
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

/** Parts of albums lose a named field before posts do: Instagram does not say whose it missed. */
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
  /** How many calls were made. */
  calls: number;
}

/** One attempt with the essential fields alone, then one with all: only where the first is answered alone is a field at fault. */
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
  // These two were to learn that a field is at fault: the search has as many calls as any.
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

/** All fields but the essential ones, once, when these alone are refused. */
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

/** Looks for the culprit by halves, once the essential fields alone were answered. */
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
    // The last call brings as much as there is, if none before it has.
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

/** BROKEN: it failed for another reason, so that it tells nothing of fields. What is asked ONCE was refused without a meaning. */
async function answered<T>({ sendRequest }: FieldRequest<T>, leftOut: LeftOut, tries?: "ONCE") {
  try {
    return { value: await sendRequest(leftOut, tries) };
  } catch (failure) {
    if (!(failure instanceof InstagramError)) throw failure;
    if (tries === "ONCE" && isUnspecific(failure)) return "REFUSED";
    return isApiError(failure) && !isAboutThing(failure) ? "REFUSED" : "BROKEN";
  }
}

/** Whether fewer fields may help: Instagram refused this question, and neither the token, nor the app, nor for now. */
function isApiError(failure: unknown): failure is InstagramError {
  if (!(failure instanceof InstagramError) || failure.isTransient || failure.status === null) return false;
  return failure.failureCause === "INSTAGRAM_REJECTED" || failure.isAmbiguous;
}

/** Instagram answered, and its code tells neither what is wrong nor how long that lasts. */
function isUnspecific(failure: unknown): failure is InstagramError {
  if (!(failure instanceof InstagramError) || failure.blocked || failure.retryAfterS !== null) return false;
  return failure.failureCause === "INSTAGRAM_UNAVAILABLE" && failure.status !== null && failure.code !== null;
}

/** What was asked about is not there, or no longer. */
function isAboutThing({ subcode, message }: InstagramError): boolean {
  return subcode === 33 || /\b(?:do|does) not exist|cursor/i.test(message);
}
