import { createKey } from "../features/api-keys/create-key.js";
import { keyCount, listKeys } from "../features/api-keys/list-keys.js";
import { revokeKey } from "../features/api-keys/revoke-key.js";
import { DAY_MS } from "../lib/clock.js";
import { CLI, type Command, requiredOption, stringOption, textsOf, UsageError } from "./command.js";
import { findAccount } from "./find-account.js";
import { printInstant, printTable } from "./print-table.js";

const PAGE = 100;

export const keyCreate: Command = {
  name: "key create",
  summary: "Creates an API key for a site or app and prints it once",
  options: {
    name: { type: "string", meaning: "a name for the key, such as the site that uses it" },
    publishable: { type: "boolean", meaning: "for browsers (pk_…); without it for servers (sk_…)" },
    account: {
      type: "string",
      value: "account",
      multiple: true,
      meaning: "an account that the key may read, by username or id",
    },
    "all-accounts": { type: "boolean", meaning: "all accounts, including those connected later" },
    origin: {
      type: "string",
      value: "origin",
      multiple: true,
      meaning: "an origin where a publishable key works",
    },
    scope: { type: "string", value: "scope", multiple: true, meaning: "CONNECT or REFRESH, for a secret key" },
    "expires-in": { type: "string", value: "days", meaning: "days until the key expires; omitted: never" },
  },
  example: "key create --name shop --publishable --account bakery --origin https://shop.example",
  async run(call) {
    const name = requiredOption(call, "name");
    const scopes = textsOf(call, "scope").map(scopeOf);
    const days = daysOf(stringOption(call, "expires-in"));
    const { app } = await call.open();
    const accountIds = [];
    for (const account of textsOf(call, "account")) accountIds.push(await findAccount(app, account));
    const { apiKey, key } = await createKey(
      app,
      {
        name,
        kind: call.options.publishable ? "PUBLISHABLE" : "SECRET",
        scopes: ["READ", ...scopes],
        accountIds,
        allAccounts: call.options["all-accounts"] === true,
        origins: textsOf(call, "origin"),
        expiresAt: days === null ? null : new Date(app.clock.now().getTime() + days * DAY_MS),
      },
      CLI,
    );
    const text = `${key.reveal()}\nThis key is shown only once. Its id is ${apiKey.id}.`;
    return { data: { apiKey, key: key.reveal() }, text };
  },
};

export const keyList: Command = {
  name: "key list",
  summary: "Lists the API keys, newest first",
  options: { skip: { type: "string", value: "number", meaning: `how many to skip; ${PAGE} are shown` } },
  example: "key list",
  async run(call) {
    const offset = wholeNumber(stringOption(call, "skip") ?? "0", "--skip");
    const { app } = await call.open();
    const nodes = await listKeys(app, { first: PAGE, offset });
    const totalCount = await keyCount(app);
    const rows = nodes.map((key) => [
      key.id,
      `${key.prefix}…`,
      key.name,
      key.scopes.join(","),
      key.allAccounts ? "all accounts" : `${key.accountIds.length} accounts`,
      key.revokedAt ? "revoked" : key.expiresAt ? `until ${printInstant(key.expiresAt)}` : "good",
      printInstant(key.lastUsedAt),
    ]);
    const headings = ["ID", "KEY", "NAME", "SCOPES", "READS", "STATE", "LAST USED"];
    return { data: { nodes, totalCount }, text: printTable(headings, rows, "There are no keys.") };
  },
};

export const keyRevoke: Command = {
  name: "key revoke",
  summary: "Revokes an API key permanently; it stops working within seconds",
  args: ["<key id>"],
  example: "key revoke key_4fGkq0aPz",
  async run(call) {
    const { app } = await call.open();
    const key = await revokeKey(app, call.args[0] ?? "", CLI);
    return { data: key, text: `The key ${key.prefix}… (${key.name}) is revoked.` };
  },
};

function scopeOf(text: string): "READ" | "CONNECT" | "REFRESH" {
  const scope = text.toUpperCase();
  if (scope === "READ" || scope === "CONNECT" || scope === "REFRESH") return scope;
  throw new UsageError(`--scope is ${text}; expected READ, CONNECT or REFRESH.`);
}

function daysOf(text: string | undefined): number | null {
  return text === undefined ? null : wholeNumber(text.replace(/d$/, ""), "--expires-in");
}

function wholeNumber(text: string, name: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UsageError(`${name} is ${text}; expected a whole number.`);
}
