import type { Edge } from "./edge.js";
import { InstagramFailure } from "./failures.js";
import { type FieldList, type LeftOut, leaveOut, namedFields, suspectsOf } from "./fields.js";

/** So many calls until the answer is there, and the field that is refused is found as far as may be. */
const CALLS_MAX = 5;

export interface FieldQuestion<T> {
  /** Whose fields are asked for; those that are to lose one first come first. */
  lists: readonly FieldList[];
  /** Which fields, of these lists, a refusal that names none is most likely about, such as `profile.user_id`. */
  guess?(failure: InstagramFailure): readonly string[];
  /** Asks without some fields. */
  ask(leftOut: LeftOut): Promise<T>;
  /** The same, for the last word on a question that is refused whatever is left out of it. */
  askSurely(leftOut: LeftOut): Promise<T>;
}

export interface FieldAnswer<T> {
  answer: T;
  leftOut: LeftOut;
}

/**
 * Asks for all fields, and where Instagram refuses one of them, for the others: without the one that it names, else with the
 * essential ones alone, after which the culprit is looked for by halves. What is found is remembered about this account.
 *
 * @throws {InstagramFailure} when it is about something else
 * @see decision 0036
 */
export async function askFields<T>(edge: Edge, question: FieldQuestion<T>): Promise<FieldAnswer<T>> {
  const { lists, ask } = question;
  const known = edge.fields.recall(edge.accountId);
  const found = new Set<string>();
  for (let calls = 1; ; calls++) {
    const leftOut = new Set([...known, ...found]);
    try {
      const answer = await ask(leftOut);
      edge.fields.remember(edge.accountId, found);
      return { answer, leftOut };
    } catch (failure) {
      if (!isRefusal(failure)) throw failure;
      const named = namedIn(failure, lists, leftOut);
      if (named.length === 0 && isAboutThing(failure)) throw failure;
      if (named.length === 0) named.push(...(question.guess?.(failure) ?? []).filter((field) => !leftOut.has(field)));
      if (named.length === 0 || calls >= CALLS_MAX - 1) return await halve(edge, question, { leftOut, calls });
      for (const field of named) found.add(field);
    }
  }
}

/** Parts of albums lose a named field before posts do: Instagram does not say whose it missed. */
function namedIn({ message }: InstagramFailure, lists: readonly FieldList[], leftOut: LeftOut): string[] {
  const named = namedFields(message, suspectsOf(lists, leftOut));
  return named.flatMap((field) =>
    leaveOut(lists, [field])
      .filter((one) => !leftOut.has(one))
      .slice(0, 1),
  );
}

async function halve<T>(
  edge: Edge,
  { lists, ask, askSurely }: FieldQuestion<T>,
  { leftOut, calls }: { leftOut: LeftOut; calls: number },
): Promise<FieldAnswer<T>> {
  const without = (fields: readonly string[]) => new Set([...leftOut, ...leaveOut(lists, fields)]);
  let suspects = suspectsOf(lists, leftOut);
  let best: FieldAnswer<T> = { answer: await askSurely(without(suspects)), leftOut: without(suspects) };
  let isPoor = true;
  for (let made = calls + 1; made < CALLS_MAX && (suspects.length > 1 || isPoor); made++) {
    // The last call brings as much as there is, if none before it has.
    const isLast = made === CALLS_MAX - 1 && isPoor;
    const part = isLast ? suspects : suspects.slice(0, Math.max(1, Math.floor(suspects.length / 2)));
    const tried = await answered(ask, without(part));
    if (tried === "BROKEN") return best;
    const rest = suspects.filter((field) => !part.includes(field));
    if (tried === "REFUSED" && rest.length === 0) break;
    suspects = tried === "REFUSED" ? rest : part;
    if (tried === "REFUSED") continue;
    best = { answer: tried.value, leftOut: without(part) };
    isPoor = false;
  }
  edge.fields.remember(edge.accountId, without(suspects));
  return best;
}

/** BROKEN: it failed for another reason, so that it tells nothing of fields. */
async function answered<T>(ask: FieldQuestion<T>["ask"], leftOut: LeftOut) {
  try {
    return { value: await ask(leftOut) };
  } catch (failure) {
    if (!(failure instanceof InstagramFailure)) throw failure;
    return isRefusal(failure) && !isAboutThing(failure) ? "REFUSED" : "BROKEN";
  }
}

/** Whether fewer fields may help: Instagram refused this question, and neither the token, nor the app, nor for now. */
function isRefusal(failure: unknown): failure is InstagramFailure {
  if (!(failure instanceof InstagramFailure) || failure.isTransient || failure.status === null) return false;
  return failure.failureCause === "INSTAGRAM_REJECTED" || failure.isDoubtful;
}

/** What was asked about is not there, or no longer. */
function isAboutThing({ subcode, message }: InstagramFailure): boolean {
  return subcode === 33 || /\b(?:do|does) not exist|cursor/i.test(message);
}
