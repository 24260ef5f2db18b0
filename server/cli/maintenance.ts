import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { rotateMessageKeys } from "../features/alerts/rotate-message-keys.js";
import { exportAccount } from "../features/privacy/export-account.js";
import { findOtherServers, type OtherServer, rotateTokenKeys } from "../features/tokens/rotate-token-keys.js";
import { CLI, type Cli, example } from "./cli.js";
import { addErase } from "./erase.js";
import { findAccount } from "./find-account.js";
import { printJson } from "./print-json.js";

export function addMaintenanceCommands(program: CommandUnknownOpts, cli: Cli): void {
  addExport(program, cli);
  addErase(program, cli);
  addRotate(program.command("secrets").description("Encryption keys of SECRET_KEYS"), cli);
}

function addExport(program: CommandUnknownOpts, cli: Cli): void {
  program
    .command("export")
    .description("Prints all stored data of an account as JSON, without secrets")
    .argument("<account>")
    .addHelpText("after", example("export @bakery > bakery.json"))
    .action(async (account) => {
      const { app } = await cli.open();
      const data = await exportAccount(app, await findAccount(app, account), CLI);
      cli.print({ data, text: printJson(data) });
    });
}

function addRotate(secrets: CommandUnknownOpts, cli: Cli): void {
  secrets
    .command("rotate")
    .description(
      "Encrypts all tokens and pending messages anew with the first of SECRET_KEYS, so that you can remove the others",
    )
    .addHelpText("after", example("secrets rotate"))
    .action(async () => {
      const { app } = await cli.open();
      // Before the rotation: this also finds servers that stop meanwhile.
      const otherServers = await findOtherServers(app);
      const messages = await rotateMessageKeys(app);
      const tokens = await rotateTokenKeys(app, CLI);
      const lostCount = tokens.lostAccountIds.length;
      const text = [
        `${tokens.resealedCount} tokens were encrypted anew, ${tokens.alreadyCount} already were.`,
        `${messages.resealedCount} pending messages were encrypted anew.`,
        ...(messages.lostCount > 0
          ? [`No key decrypts ${messages.lostCount} pending messages: they will not be sent.`]
          : []),
        ...(lostCount > 0
          ? [
              `No key decrypts ${lostCount} tokens: add the key that encrypted them, or reconnect these accounts:`,
              ...tokens.lostAccountIds,
            ]
          : [whatNext(otherServers, tokens.resealedCount + messages.resealedCount)]),
      ];
      cli.print({
        data: { ...tokens, messages, otherServers },
        text: text.join("\n"),
        exitCode: lostCount > 0 ? 1 : 0,
      });
    });
}

/** A server reads SECRET_KEYS once: an older process still encrypts with the old key. */
function whatNext(others: OtherServer[] | null, resealedCount: number): string {
  if (others === null) return resealedCount > 0 ? BEHIND_POOLER : DONE_BEHIND_POOLER;
  if (others.length === 0) return DONE;
  const shown = others.map(({ address, since }) => `${address ?? "the database's machine"}, connected since ${since}`);
  return `Do not remove the other keys yet: restart these servers with the new SECRET_KEYS, then run this again.\n${shown.map((line) => `Encrypts with another key: ${line}`).join("\n")}`;
}

const DONE =
  "No connected server encrypts with another key. You can now remove the other keys from SECRET_KEYS everywhere.";
const BEHIND_POOLER =
  "Do not remove the other keys yet: restart every server with the new SECRET_KEYS, then run this again. When it reports 0 encrypted anew, you can remove them.";
const DONE_BEHIND_POOLER =
  "You can remove the other keys from SECRET_KEYS, unless a server still runs with an old key first.";
