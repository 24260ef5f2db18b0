import type { AppContext } from "../app-context.js";
import { readAccount } from "../features/feed/read-accounts.js";
import { ApiError } from "../lib/errors.js";
import { CLI } from "./cli.js";

/**
 * By id, or by username with or without @.
 * @throws {ApiError} NOT_FOUND
 */
export async function findAccount(app: AppContext, name: string): Promise<string> {
  const selection = { columns: new Set(["id"]), profile: new Set<string>(), token: false, lists: [] };
  const found =
    (await readAccount(app, CLI, { id: name, selection })) ??
    (await readAccount(app, CLI, { username: name, selection }));
  if (found) return String(found.id);
  throw new ApiError("NOT_FOUND", `There is no account ${name} on this server.`, {
    nextStep: "`account list` shows all accounts.",
  });
}
