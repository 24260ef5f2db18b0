import { rotateMessageKeys } from "../features/alerts/rotate-message-keys.js";
import { disconnectAccount } from "../features/privacy/disconnect-account.js";
import { eraseSandbox } from "../features/privacy/erase-sandbox.js";
import { exportAccount } from "../features/privacy/export-account.js";
import { findOtherServers, type OtherServer } from "../features/tokens/other-servers.js";
import { rotateTokenKeys } from "../features/tokens/rotate-token-keys.js";
import { CLI, type Command, UsageError } from "./command.js";
import { findAccount } from "./find-account.js";
import { printJson } from "./print-json.js";

export const exportCommand: Command = {
  name: "export",
  summary: "Prints all stored data of an account as JSON, without secrets",
  args: ["<account>"],
  example: "export @bakery > bakery.json",
  async run(call) {
    const { app } = await call.open();
    const data = await exportAccount(app, await findAccount(app, call.args[0] ?? ""), CLI);
    return { data, text: printJson(data) };
  },
};

export const erase: Command = {
  name: "erase",
  summary: "Deletes an account permanently, or with --sandbox all sandbox accounts",
  args: ["[account]"],
  options: {
    sandbox: { type: "boolean", meaning: "all sandbox accounts, on a server that is live now" },
    yes: { type: "boolean", meaning: "confirm: this cannot be undone" },
  },
  example: "erase @bakery --yes",
  async run(call) {
    const [account] = call.args;
    const { sandbox, yes } = call.options;
    if ((account === undefined) === (sandbox === undefined)) throw new UsageError("Name an account, or --sandbox.");
    if (!yes) throw new UsageError("This cannot be undone. Pass --yes to confirm.");
    const { app } = await call.open();
    if (sandbox) {
      const erasedCount = await eraseSandbox(app, CLI);
      return { data: { erasedCount }, text: `${erasedCount} accounts of the sandbox were erased.` };
    }
    const id = await disconnectAccount(app, await findAccount(app, account ?? ""), CLI);
    return { data: { id }, text: `The account ${id} was erased.` };
  },
};

/** A server reads SECRET_KEYS once: one that was started before goes on sealing under the old key. */
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

export const secretsRotate: Command = {
  name: "secrets rotate",
  summary:
    "Encrypts all tokens and pending messages anew with the first of SECRET_KEYS, so that you can remove the others",
  example: "secrets rotate",
  async run(call) {
    const { app } = await call.open();
    // Before anything is sealed anew: what one that ends meanwhile has sealed is found then.
    const others = await findOtherServers(app);
    const messages = await rotateMessageKeys(app);
    const { resealedCount, alreadyCount, lostAccountIds } = await rotateTokenKeys(app, CLI);
    const data = { resealedCount, alreadyCount, lostAccountIds, messages, otherServers: others };
    const lost = lostAccountIds.length;
    const text = [
      `${resealedCount} tokens were encrypted anew, ${alreadyCount} already were.`,
      `${messages.resealedCount} pending messages were encrypted anew.`,
      ...(messages.lostCount > 0
        ? [`No key decrypts ${messages.lostCount} pending messages: they will not be sent.`]
        : []),
    ].join("\n");
    if (lost === 0) return { data, text: `${text}\n${whatNext(others, resealedCount + messages.resealedCount)}` };
    const next = `No key decrypts ${lost} tokens: add the key that encrypted them, or reconnect these accounts:`;
    return { data, text: [text, next, ...lostAccountIds].join("\n"), exitCode: 1 };
  },
};
