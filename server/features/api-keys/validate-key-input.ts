import type { AppContext } from "../../app-context.js";
import type { ApiKeyKind, ApiKeyScope } from "../../db/schema/api-keys.js";
import { ApiError } from "../../lib/errors.js";
import { parseOriginPattern } from "./match-origin.js";
import { selectAccountIds, selectFeedIds } from "./store.js";

export interface KeyGrant {
  name: string;
  kind: ApiKeyKind;
  scopes: readonly ApiKeyScope[];
  accountIds: readonly string[];
  allAccounts: boolean;
  /** With feeds and no accounts, the key reads these feeds and nothing else. */
  feedIds?: readonly string[];
  origins: readonly string[];
  expiresAt: Date | null;
}

const NAME_MAX = 200;
const ORIGINS_MAX = 100;
const ACCOUNTS_MAX = 5_000;
const FEEDS_MAX = 1_000;

/**
 * Normalises the rights: trimmed names, canonical origins, no duplicates. `mayBeEmpty`: for a change of a key whose
 * accounts are all deleted.
 * @throws {ApiError} BAD_USER_INPUT naming the invalid field
 */
export async function validateKeyInput(
  app: AppContext,
  input: KeyGrant,
  { mayBeEmpty = false }: { mayBeEmpty?: boolean } = {},
): Promise<Required<KeyGrant>> {
  const name = input.name.trim();
  if (name === "" || name.length > NAME_MAX || name.includes("\0")) {
    throw bad("name", `\`name\` must have 1 to ${NAME_MAX} characters.`);
  }
  const scopes = [...new Set(input.scopes)];
  const accountIds = [...new Set(input.accountIds)];
  const feedIds = [...new Set(input.feedIds ?? [])];
  const origins = checkOrigins(input);
  checkScopes(input.kind, scopes);
  if (input.allAccounts && accountIds.length > 0) {
    throw bad(
      "accountIds",
      "`accountIds` and `allAccounts` exclude each other.",
      "Name accounts, or set allAccounts: not both.",
    );
  }
  if (!mayBeEmpty && !input.allAccounts && accountIds.length === 0 && feedIds.length === 0) {
    throw bad(
      "accountIds",
      "The key would read no account.",
      "Name some in `accountIds`, set `allAccounts`, or bind it to feeds with `feedIds`.",
    );
  }
  await assertAccounts(app, accountIds);
  await assertFeeds(app, feedIds);
  return { ...input, name, scopes, accountIds, feedIds, origins };
}

/** @throws {ApiError} BAD_USER_INPUT for more accounts than a key may have, or one that does not exist */
export async function assertAccounts(app: AppContext, accountIds: readonly string[]): Promise<void> {
  assertAccountCount(accountIds.length);
  await rejectUnknownAccounts(app, accountIds);
}

/** @throws {ApiError} BAD_USER_INPUT for more accounts than a key may have */
export function assertAccountCount(count: number): void {
  if (count <= ACCOUNTS_MAX) return;
  throw bad(
    "accountIds",
    `A key may have ${ACCOUNTS_MAX} accounts; it would have ${count}.`,
    "Use several keys, or one that reads all accounts.",
  );
}

async function assertFeeds(app: AppContext, feedIds: readonly string[]): Promise<void> {
  if (feedIds.length === 0) return;
  if (feedIds.length > FEEDS_MAX) throw bad("feedIds", `A key may have ${FEEDS_MAX} feeds.`, "Use several keys.");
  const known = new Set(await selectFeedIds(app.db, feedIds, app.config.mode === "sandbox"));
  const unknown = feedIds.find((id) => !known.has(id));
  if (unknown === undefined) return;
  const named = JSON.stringify(unknown.slice(0, 100));
  throw bad("feedIds", `\`feedIds\`: there is no feed ${named}.`, "Take ids from the query `feeds`.");
}

/** @throws {ApiError} BAD_USER_INPUT for an expiry in the past */
export function assertFuture(app: AppContext, expiresAt: Date | null): void {
  if (expiresAt === null || expiresAt > app.clock.now()) return;
  throw bad(
    "expiresAt",
    `\`expiresAt\` is ${expiresAt.toISOString()}, which is over.`,
    "Name an instant that is still to come.",
  );
}

function checkOrigins({ kind, origins }: KeyGrant): string[] {
  if (kind === "PUBLISHABLE" && origins.length === 0) {
    throw bad(
      "origins",
      "A publishable key needs at least one origin.",
      "Name the sites that use it in `origins`, such as https://example.com, https://*.example.com or http://localhost:*.",
    );
  }
  if (kind === "SECRET" && origins.length > 0) {
    throw bad(
      "origins",
      "A secret key has no origins: it must never reach a browser.",
      "Make a publishable key for the browser, or leave `origins` out.",
    );
  }
  if (origins.length > ORIGINS_MAX) throw bad("origins", `\`origins\` names more than ${ORIGINS_MAX}.`);
  const parsed = origins.map((text) => {
    const origin = parseOriginPattern(text);
    if (origin) return origin;
    throw bad(
      "origins",
      `\`origins\`: ${JSON.stringify(text.slice(0, 100))} is no origin.`,
      "Write it without a path: https://example.com, https://*.example.com, https://*--shop.netlify.app (one * in the first label, alone or beside three fixed characters), http://localhost:*, capacitor://localhost or tauri://localhost.",
    );
  });
  return [...new Set(parsed)];
}

function checkScopes(kind: ApiKeyKind, scopes: readonly ApiKeyScope[]): void {
  if (scopes.length === 0) throw bad("scopes", "`scopes` is empty.", "Leave it out for READ.");
  const other = scopes.find((scope) => scope !== "READ");
  if (kind === "PUBLISHABLE" && other) {
    throw bad(
      "scopes",
      `A publishable key cannot have the scope ${other}: whoever opens the site can read the key.`,
      "Make a secret key for a server, or leave the scope out.",
    );
  }
}

async function rejectUnknownAccounts(app: AppContext, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  const known = new Set(await selectAccountIds(app.db, accountIds, app.config.mode === "sandbox"));
  const unknown = accountIds.find((id) => !known.has(id));
  if (unknown === undefined) return;
  throw bad(
    "accountIds",
    `\`accountIds\`: there is no account ${JSON.stringify(unknown.slice(0, 100))}.`,
    "Take ids from the query `accounts`.",
  );
}

function bad(argument: keyof KeyGrant, message: string, nextStep?: string): ApiError {
  return new ApiError("BAD_USER_INPUT", message, { argument, ...(nextStep && { nextStep }) });
}
