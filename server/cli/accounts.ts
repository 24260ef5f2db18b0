import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { AppContext } from "../app-context.js";
import { bareToken } from "../features/connect/bare-token.js";
import { importAccount } from "../features/connect/import-account.js";
import { type FeedRow, readAccount, readAccountPage } from "../features/feed/read-accounts.js";
import type { AccountSelection } from "../features/feed/selection.js";
import { describeToken, type TokenColumns, type TokenView } from "../features/tokens/describe-token.js";
import { refreshToken } from "../features/tokens/refresh-token.js";
import { CLI, type Cli, example, UsageError } from "./cli.js";
import { findAccount } from "./find-account.js";
import { importFile } from "./import-file.js";
import { anyOf, wholeNumber } from "./parse-option.js";
import { printInstant, printTable } from "./print-table.js";

const PAGE = 100;
const STATUSES = ["ACTIVE", "PAUSED", "RECONNECT_REQUIRED"] as const;

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

export function addAccountCommands(program: CommandUnknownOpts, cli: Cli): void {
  const account = program.command("account").description("Connected accounts");
  addList(account, cli);
  addShow(account, cli);
  addImport(account, cli);
}

function addList(account: CommandUnknownOpts, cli: Cli): void {
  account
    .command("list")
    .description("Lists the connected accounts by username")
    .option("--search <text>", "part of the username, name or reference")
    .option("--status <status...>", `any of ${STATUSES.join(", ")}`, anyOf(STATUSES))
    .option("--tag <tag...>", "accounts with any of these tags")
    .option("--skip <number>", `how many to skip; ${PAGE} are shown`, wholeNumber)
    .addHelpText("after", example("account list --status RECONNECT_REQUIRED --json"))
    .action(async ({ search = null, status = [], tag = [], skip = 0 }) => {
      const { app } = await cli.open();
      const page = { filter: { search, status, tags: tag }, order: "USERNAME_ASC", first: PAGE, offset: skip } as const;
      const { nodes, totalCount } = await readAccountPage(app, CLI, { page, selection: SELECTION, counted: true });
      const accounts = nodes.map((row) => accountView(app, row));
      const text = printTable(HEADINGS, accounts.map(tableRow), "No matching accounts.");
      cli.print({ data: { nodes: accounts, totalCount }, text });
    });
}

const HEADINGS = ["ACCOUNT", "STATUS", "TOKEN", "SYNCED", "REFERENCE", "ID"];

function tableRow({ id, username, status, token, syncedAt, reference }: AccountView): string[] {
  return [
    `@${username}`,
    String(status),
    token ? `${token.health}, ${token.daysLeft} days left` : "none",
    printInstant(syncedAt as string | null),
    String(reference ?? ""),
    String(id),
  ];
}

function addShow(account: CommandUnknownOpts, cli: Cli): void {
  account
    .command("show")
    .description("Shows one account with the state of its token")
    .argument("<account>")
    .addHelpText("after", example("account show @bakery"))
    .action(async (name) => {
      const { app } = await cli.open();
      const shown = await show(app, await findAccount(app, name));
      cli.print({ data: shown, text: linesOf(shown).join("\n") });
    });
}

function addImport(account: CommandUnknownOpts, cli: Cli): void {
  account
    .command("import")
    .description("Imports an account with an existing long-lived token, which it prompts for; or labels from a file")
    .argument("[file]", "a CSV file with the columns username, reference and tags: takes these instead of a token")
    .option("--reference <text>", "with a token: the account's id or name in your own systems")
    .option("--dry-run", "with a file: only tells what would change")
    .addHelpText("after", example("account import --reference 'customer 7' < token.txt"))
    .addHelpText("after", example("account import customers.csv --dry-run"))
    .action(async (file, { reference, dryRun = false }) => {
      if (file !== undefined) {
        if (reference !== undefined) throw new UsageError("Name a file, or --reference and a token.");
        return cli.print(await importFile((await cli.open()).app, file, { isDry: dryRun }));
      }
      if (dryRun) throw new UsageError("--dry-run needs a file.");
      const accessToken = bareToken((await cli.promptSecret("Access token")).reveal());
      const { app } = await cli.open();
      const imported = await show(
        app,
        await importAccount(app, { accessToken, reference: reference ?? null, by: CLI }),
      );
      cli.print({ data: imported, text: `@${imported.username} is connected. Its id is ${imported.id}.` });
    });
}

export function addTokenCommands(program: CommandUnknownOpts, cli: Cli): void {
  program
    .command("token")
    .description("Access tokens of the accounts")
    .command("refresh")
    .description("Refreshes an account's token now")
    .argument("<account>")
    .addHelpText("after", example("token refresh @bakery"))
    .action(async (name) => {
      const { app } = await cli.open();
      const id = await findAccount(app, name);
      await refreshToken(app, id, CLI);
      const { username, token } = await show(app, id);
      cli.print({ data: token, text: `The token of @${username} is valid until ${printInstant(token?.expiresAt)}.` });
    });
}

type AccountView = FeedRow & { token: TokenView | null };

async function show(app: AppContext, id: string): Promise<AccountView> {
  return accountView(app, (await readAccount(app, CLI, { id, selection: SELECTION })) ?? {});
}

function accountView(app: AppContext, row: FeedRow): AccountView {
  const columns = row.token as TokenColumns | null;
  return { ...row, token: columns && describeToken(columns, app.clock.now()) };
}

/** One line a value; those of the profile and the token below a line of their own. */
function linesOf(record: object, indent = ""): string[] {
  return Object.entries(record).flatMap(([key, value]: [string, unknown]) => {
    const label = `${indent}${key}`.padEnd(20);
    if (value instanceof Date || isInstant(value)) return [`${label}  ${printInstant(value)}`];
    if (Array.isArray(value)) return [`${label}  ${value.join(", ") || "-"}`];
    if (typeof value === "object" && value !== null) return [`${indent}${key}`, ...linesOf(value, `${indent}  `)];
    return [`${label}  ${value ?? "-"}`];
  });
}

function isInstant(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/.test(value);
}
