import type { AppContext } from "../app-context.js";
import { bareToken } from "../features/connect/bare-token.js";
import { importAccount } from "../features/connect/import-account.js";
import { type FeedRow, readAccount, readAccountPage } from "../features/feed/read-accounts.js";
import type { AccountSelection } from "../features/feed/selection.js";
import { describeToken, type TokenColumns, type TokenView } from "../features/tokens/describe-token.js";
import { refreshToken } from "../features/tokens/refresh-token.js";
import { CLI, type Command, stringOption, textsOf, UsageError } from "./command.js";
import { findAccount } from "./find-account.js";
import { printInstant, printTable } from "./print-table.js";

const PAGE = 100;
const STATUSES = ["ACTIVE", "PAUSED", "RECONNECT_REQUIRED"];

const SELECTION: AccountSelection = {
  columns: new Set(
    ["id", "username", "status", "paused", "connectedAt", "syncedAt", "stale", "staleCause", "nextSyncAt"].concat(
      "reference",
      "tags",
      "note",
    ),
  ),
  profile: new Set(["userId", "name", "accountType", "followersCount", "mediaCount"]),
  token: true,
  lists: [],
};

export const accountList: Command = {
  name: "account list",
  summary: "Lists the connected accounts by username",
  options: {
    search: { type: "string", meaning: "part of the username, name or reference" },
    status: { type: "string", value: "status", multiple: true, meaning: `any of ${STATUSES.join(", ")}` },
    tag: { type: "string", value: "tag", multiple: true, meaning: "accounts with any of these tags" },
    skip: { type: "string", value: "number", meaning: `how many to skip; ${PAGE} are shown` },
  },
  example: "account list --status RECONNECT_REQUIRED --json",
  async run(call) {
    const status = textsOf(call, "status").map((text) => text.toUpperCase());
    const unknown = status.find((text) => !STATUSES.includes(text));
    if (unknown) throw new UsageError(`--status is ${unknown}; expected one of ${STATUSES.join(", ")}.`);
    const skip = stringOption(call, "skip") ?? "0";
    if (!/^\d{1,6}$/.test(skip)) throw new UsageError(`--skip is ${skip}; expected a whole number.`);
    const { app } = await call.open();
    const filter = { search: stringOption(call, "search") ?? null, status, tags: textsOf(call, "tag") };
    const page = { filter, order: "USERNAME_ASC", first: PAGE, offset: Number(skip) } as const;
    const { nodes, totalCount } = await readAccountPage(app, CLI, { page, selection: SELECTION, counted: true });
    const accounts = nodes.map((row) => accountView(app, row));
    const rows = accounts.map(({ id, username, status, token, syncedAt, reference }) => [
      `@${username}`,
      String(status),
      token ? `${token.health}, ${token.daysLeft} days left` : "none",
      printInstant(syncedAt as string | null),
      String(reference ?? ""),
      String(id),
    ]);
    const headings = ["ACCOUNT", "STATUS", "TOKEN", "SYNCED", "REFERENCE", "ID"];
    return { data: { nodes: accounts, totalCount }, text: printTable(headings, rows, "No matching accounts.") };
  },
};

export const accountShow: Command = {
  name: "account show",
  summary: "Shows one account with the state of its token",
  args: ["<account>"],
  example: "account show @bakery",
  async run(call) {
    const { app } = await call.open();
    const account = await show(app, await findAccount(app, call.args[0] ?? ""));
    const lines = Object.entries(account).map(([name, value]) => `${name.padEnd(12)}  ${inWords(value)}`);
    return { data: account, text: lines.join("\n") };
  },
};

export const accountImport: Command = {
  name: "account import",
  summary: "Imports an account with an existing long-lived token; prompts for it",
  options: { reference: { type: "string", meaning: "the account's id or name in your own systems" } },
  example: "account import --reference 'customer 7' < token.txt",
  async run(call) {
    const accessToken = bareToken((await call.promptSecret("Access token")).reveal());
    const { app } = await call.open();
    const reference = stringOption(call, "reference") ?? null;
    const account = await show(app, await importAccount(app, { accessToken, reference, by: CLI }));
    return { data: account, text: `@${account.username} is connected. Its id is ${account.id}.` };
  },
};

export const tokenRefresh: Command = {
  name: "token refresh",
  summary: "Refreshes an account's token now",
  args: ["<account>"],
  example: "token refresh @bakery",
  async run(call) {
    const { app } = await call.open();
    const id = await findAccount(app, call.args[0] ?? "");
    await refreshToken(app, id, CLI);
    const { username, token } = await show(app, id);
    return { data: token, text: `The token of @${username} is valid until ${printInstant(token?.expiresAt)}.` };
  },
};

async function show(app: AppContext, id: string): Promise<FeedRow & { token: TokenView | null }> {
  return accountView(app, (await readAccount(app, CLI, { id, selection: SELECTION })) ?? {});
}

/** The row as it is shown: the token described, never held. */
function accountView(app: AppContext, row: FeedRow): FeedRow & { token: TokenView | null } {
  const columns = row.token as TokenColumns | null;
  return { ...row, token: columns && describeToken(columns, app.clock.now()) };
}

function inWords(value: unknown): string {
  if (value === null || value === undefined) return "-";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
