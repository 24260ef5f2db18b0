import type { AccessScope } from "../../viewer.js";
import { type Compiled, Statement } from "./statement.js";

const compiledStatements = new WeakMap<object, Map<string, Compiled>>();

/** Builds a selection's statement once. The key names what else decides its text. */
export function compile(selection: object, key: string, text: (s: Statement) => string): Compiled {
  const known = compiledStatements.get(selection) ?? new Map<string, Compiled>();
  compiledStatements.set(selection, known);
  const found = known.get(key);
  if (found) return found;
  const s = new Statement();
  const made = s.finish(text(s));
  known.set(key, made);
  return made;
}

export function scopeKey(accessScope: AccessScope): string {
  const { sandbox, accountIds, tokens, staleness, labels, hidden } = accessScope;
  return [sandbox, accountIds !== null, tokens, staleness, labels, hidden].join();
}
