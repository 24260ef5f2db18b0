import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { createKey } from "../features/api-keys/create-key.js";
import { keyCount, listKeys } from "../features/api-keys/list-keys.js";
import { revokeKey } from "../features/api-keys/revoke-key.js";
import { DAY_MS } from "../lib/clock.js";
import { CLI, type Cli, example } from "./cli.js";
import { findAccount } from "./find-account.js";
import { anyOf, wholeNumber } from "./parse-option.js";
import { printInstant, printTable } from "./print-table.js";

const PAGE = 100;

export function addKeyCommands(program: CommandUnknownOpts, cli: Cli): void {
  const key = program.command("key").description("API keys of sites and apps");
  addCreate(key, cli);
  addList(key, cli);
  addRevoke(key, cli);
}

function addCreate(key: CommandUnknownOpts, cli: Cli): void {
  key
    .command("create")
    .description("Creates an API key for a site or app and prints it once")
    .requiredOption("--name <text>", "a name for the key, such as the site that uses it")
    .option("--publishable", "for browsers (pk_…); without it for servers (sk_…)")
    .option("--account <account...>", "the accounts that the key may read, by username or id")
    .option("--all-accounts", "all accounts, including those connected later")
    .option("--origin <origin...>", "the origins where a publishable key works")
    .option("--scope <scope...>", "CONNECT or REFRESH, for a secret key", anyOf(["READ", "CONNECT", "REFRESH"]))
    .option("--expires-in <days>", "days until the key expires; omitted: never", days)
    .addHelpText(
      "after",
      example("key create --name shop --publishable --account bakery --origin https://shop.example"),
    )
    .action(async ({ name, publishable, account = [], allAccounts, origin, scope = [], expiresIn }) => {
      const { app } = await cli.open();
      const accountIds = [];
      for (const one of account) accountIds.push(await findAccount(app, one));
      const { apiKey, key } = await createKey(
        app,
        {
          name,
          kind: publishable ? "PUBLISHABLE" : "SECRET",
          scopes: ["READ", ...scope],
          accountIds,
          allAccounts: allAccounts === true,
          origins: origin ?? [],
          expiresAt: expiresIn === undefined ? null : new Date(app.clock.now().getTime() + expiresIn * DAY_MS),
        },
        CLI,
      );
      const text = `${key.reveal()}\nThis key is shown only once. Its id is ${apiKey.id}.`;
      cli.print({ data: { apiKey, key: key.reveal() }, text });
    });
}

function addList(key: CommandUnknownOpts, cli: Cli): void {
  key
    .command("list")
    .description("Lists the API keys, newest first")
    .option("--skip <number>", `how many to skip; ${PAGE} are shown`, wholeNumber)
    .addHelpText("after", example("key list"))
    .action(async ({ skip = 0 }) => {
      const { app } = await cli.open();
      const nodes = await listKeys(app, { first: PAGE, offset: skip });
      const totalCount = await keyCount(app, {});
      const rows = nodes.map((one) => [
        one.id,
        `${one.prefix}…`,
        one.name,
        one.scopes.join(","),
        one.allAccounts ? "all accounts" : `${one.accountIds.length} accounts`,
        one.revokedAt ? "revoked" : one.expiresAt ? `until ${printInstant(one.expiresAt)}` : "good",
        printInstant(one.lastUsedAt),
      ]);
      const headings = ["ID", "KEY", "NAME", "SCOPES", "READS", "STATE", "LAST USED"];
      cli.print({ data: { nodes, totalCount }, text: printTable(headings, rows, "There are no keys.") });
    });
}

function addRevoke(key: CommandUnknownOpts, cli: Cli): void {
  key
    .command("revoke")
    .description("Revokes an API key permanently; it stops working within seconds")
    .argument("<key id>")
    .addHelpText("after", example("key revoke key_4fGkq0aPz"))
    .action(async (id) => {
      const { app } = await cli.open();
      const revoked = await revokeKey(app, id, CLI);
      cli.print({ data: revoked, text: `The key ${revoked.prefix}… (${revoked.name}) is revoked.` });
    });
}

function days(text: string): number {
  return wholeNumber(text.replace(/d$/, ""));
}
