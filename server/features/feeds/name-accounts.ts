import type { AppContext } from "../../app-context.js";
import { selectAccountNames } from "./store.js";
import { accountWords } from "./summarize-change.js";

/** As `summarizeChange` writes an account in a stored text, at whose end the id may be cut off. */
const ACCOUNT = /@(acc_[\w-]+)(…?)/g;

/**
 * Stored texts with the usernames of now. They are stored with Darkroom's ids, so that no username stays when its account
 * is erased.
 */
export async function nameAccounts(app: AppContext, texts: readonly string[]): Promise<string[]> {
  const ids = new Set(texts.flatMap((text) => [...text.matchAll(ACCOUNT)].map(([, id = ""]) => id)));
  const names = await selectAccountNames(app.db, [...ids], app.config.mode === "sandbox");
  const named = (_: string, id: string, end: string) =>
    end !== "" && !names.has(id) ? end : `${accountWords(id, names)}${end}`;
  return texts.map((text) => text.replace(ACCOUNT, named));
}
