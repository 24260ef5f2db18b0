import { readFile, stat } from "node:fs/promises";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { AppContext } from "../app-context.js";
import type { ErasureRow } from "../db/schema/erasures.js";
import { disconnectAccount } from "../features/privacy/disconnect-account.js";
import { eraseAccount } from "../features/privacy/erase-account.js";
import { eraseSandbox } from "../features/privacy/erase-sandbox.js";
import { finishErasures } from "../features/privacy/finish-erasures.js";
import { LIST_IDS_MAX, type MatchedList, matchIds, parseIdList } from "../features/privacy/match-id-list.js";
import { CLI, type Cli, type CommandResult, example, UsageError } from "./cli.js";
import { findAccount } from "./find-account.js";

/** Some 500,000 ids. */
const FILE_BYTES_MAX = 10_000_000;
const FILES_MS = 60_000;

export function addErase(program: CommandUnknownOpts, cli: Cli): void {
  program
    .command("erase")
    .description("Deletes an account permanently, or the accounts of a list, or all sandbox accounts")
    .argument("[account]")
    .option("--ids <file>", "the accounts of a list of ids that Meta mailed; without --yes only tells which")
    .option("--sandbox", "all sandbox accounts, on a server that is live now")
    .option("--yes", "confirm: this cannot be undone")
    .addHelpText("after", example("erase --ids deletion-requests.csv"))
    .action(async (account, { ids, sandbox, yes = false }) => {
      if ([account, ids, sandbox].filter((one) => one !== undefined).length !== 1)
        throw new UsageError("Name an account, or --ids and a file, or --sandbox.");
      if (ids !== undefined) return cli.print(await eraseList((await cli.open()).app, ids, yes));
      if (!yes) throw new UsageError("This cannot be undone. Pass --yes to confirm.");
      const { app } = await cli.open();
      if (sandbox) {
        const erasedCount = await eraseSandbox(app, CLI);
        return cli.print({ data: { erasedCount }, text: `${erasedCount} accounts of the sandbox were erased.` });
      }
      const id = await disconnectAccount(app, await findAccount(app, account ?? ""), CLI);
      cli.print({ data: { id }, text: `The account ${id} was erased.` });
    });
}

async function eraseList(app: AppContext, file: string, isConfirmed: boolean): Promise<CommandResult> {
  const { ids, invalidCount } = parseIdList(await readList(file));
  if (ids.length === 0) throw new UsageError(`${file} has no ids.`);
  const list = await matchAll(app, ids, invalidCount);
  const found = inWords(list);
  if (!isConfirmed) {
    const next =
      list.accounts.length > 0 ? ["Nothing was erased. Pass --yes to erase them: this cannot be undone."] : [];
    return { data: { ...list, receipts: [] }, text: [...found, ...next].join("\n") };
  }
  const receipts: ErasureRow[] = [];
  for (const { accountId } of list.accounts) {
    const receipt = await eraseAccount(app, accountId, { by: CLI, reason: "MAILED_LIST" });
    if (receipt) receipts.push(receipt);
  }
  await finishErasures(app, AbortSignal.timeout(FILES_MS));
  const reported = receipts.map(({ id, code, accountId, counts }) => ({ id, code, accountId, counts }));
  const lines = reported.map(({ accountId, code }) => `${accountId}: ${app.config.publicUrl}/data-deletion/${code}`);
  const text = [...found, `${receipts.length} accounts were erased. Their receipts:`, ...lines].join("\n");
  return { data: { ...list, receipts: reported }, text };
}

async function readList(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > FILE_BYTES_MAX) throw new UsageError(`${file} is larger than 10 MB. Split it.`);
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

async function matchAll(app: AppContext, ids: readonly string[], invalidCount: number): Promise<MatchedList> {
  const all: MatchedList = { idCount: ids.length, accounts: [], unknownCount: 0, ambiguousIds: [], invalidCount };
  for (let from = 0; from < ids.length; from += LIST_IDS_MAX) {
    const part = await matchIds(app, ids.slice(from, from + LIST_IDS_MAX), 0);
    const isNew = ({ accountId }: { accountId: string }) => !all.accounts.some((one) => one.accountId === accountId);
    all.accounts.push(...part.accounts.filter(isNew));
    all.ambiguousIds.push(...part.ambiguousIds);
    all.unknownCount += part.unknownCount;
  }
  return all;
}

function inWords({ idCount, accounts, unknownCount, ambiguousIds, invalidCount }: MatchedList): string[] {
  return [
    `${idCount} ids: ${accounts.length} accounts here, ${unknownCount} ids unknown.`,
    ...(invalidCount > 0 ? [`${invalidCount} parts of the file are no ids.`] : []),
    ...ambiguousIds.map((id) => `${id} means more than one account and is left out.`),
    ...accounts.map(({ accountId, username }) => `@${username} (${accountId})`),
  ];
}
