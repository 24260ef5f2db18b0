import { readFile, stat } from "node:fs/promises";
import type { AppContext } from "../app-context.js";
import { type Change, checkRows, type ImportedAccount, type ImportPlan, planImport } from "../csv/plan-import.js";
import { BYTES_MAX, type FileFault, type LineFault, ROWS_MAX, readCsv } from "../csv/read-csv.js";
import { joinTags } from "../csv/tags-cell.js";
import { updateAccounts } from "../features/accounts/update-accounts.js";
import { readAccountPage } from "../features/feed/read-accounts.js";
import { CLI, type CommandResult, UsageError } from "./cli.js";

/** Accounts of one statement. */
const BATCH_SIZE = 100;
/** How many lines of each kind are printed; the others are counted. */
const SHOWN_MAX = 50;

/**
 * Takes references and tags of accounts from a CSV file, as the dashboard does, or only tells what would change. Changes
 * 100 accounts a transaction; a run that is cut off can be repeated.
 * @throws {UsageError} for a file that cannot be read
 */
export async function importFile(app: AppContext, file: string, { isDry }: { isDry: boolean }): Promise<CommandResult> {
  const plan = await planOf(app, await readFileOf(file));
  const preview = previewOf(plan);
  const data = { ...plan, changes: plan.changes.map(({ id, input }) => ({ id, ...input })) };
  if (isDry || plan.changes.length === 0)
    return { data: { ...data, changedCount: 0 }, text: [...preview, "Nothing was changed."].join("\n") };
  let changedCount = 0;
  for (const batch of batchesOf(plan.changes)) {
    changedCount += await updateAccounts(
      app,
      batch.map(({ id, input }) => ({ accountId: id, input })),
      CLI,
    );
  }
  return {
    data: { ...data, changedCount },
    text: [...preview, `${count(changedCount, "account")} changed.`].join("\n"),
  };
}

async function readFileOf(file: string): Promise<Blob> {
  try {
    if ((await stat(file)).size > BYTES_MAX) throw new UsageError(`${file}: ${FILE_FAULTS.too_large}`);
    return new Blob([await readFile(file)]);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

async function planOf(app: AppContext, file: Blob): Promise<ImportPlan> {
  const read = await readCsv(file);
  if (read.fault !== null) throw new UsageError(FILE_FAULTS[read.fault]);
  const checked = checkRows(read);
  const accounts: ImportedAccount[] = [];
  for (const usernames of batchesOf(checked.usernames)) accounts.push(...(await findAccounts(app, usernames)));
  return planImport(checked, accounts);
}

const COLUMNS = ["id", "username", "reference", "tags"];

async function findAccounts(app: AppContext, usernames: string[]): Promise<ImportedAccount[]> {
  const selection = { columns: new Set(COLUMNS), profile: new Set<string>(), token: false, lists: [] };
  const page = { filter: { usernames }, order: "USERNAME_ASC", first: BATCH_SIZE, offset: 0 } as const;
  const { nodes } = await readAccountPage(app, CLI, { page, selection, counted: false });
  return nodes as unknown as ImportedAccount[];
}

const FILE_FAULTS: Record<FileFault, string> = {
  too_large: `The file is larger than ${BYTES_MAX / 1_000_000} MB. Split it.`,
  too_long: `The file has more than ${ROWS_MAX} lines. Split it.`,
  no_columns: "The first line must name the column username, and reference or tags.",
  empty: "The file has no line after the first.",
};

const LINE_FAULTS: Record<LineFault, string> = {
  quotes: "its quotation marks do not close",
  cells: "it has more cells than the first line",
  no_username: "it has no username",
  username: "this is not a username of Instagram",
  reference: "its reference is longer than 200 characters",
  tags: "it has more than 50 tags",
  tag: "one of its tags is longer than 100 characters",
  twice: "its username was in an earlier line",
  ambiguous: "several accounts have this username",
};

/** The same as in the dashboard, line by line. */
function previewOf({ changes, unchangedCount, unknown, faultyLines }: ImportPlan): string[] {
  return [
    `${count(changes.length, "account")} to change, ${unchangedCount} to leave as they are.`,
    ...some(changes.map(changeText)),
    ...some(unknown.map(({ line, username }) => `Line ${line}: no account @${username.replace(/^@/, "")}`)),
    ...some(faultyLines.map(({ line, fault }) => `Line ${line} is left out: ${LINE_FAULTS[fault]}`)),
  ];
}

function changeText({ account, input }: Change): string {
  const parts = [
    input.reference === undefined ? null : `reference ${replaced(account.reference, input.reference)}`,
    input.tags === undefined ? null : `tags ${replaced(joinTags(account.tags), joinTags(input.tags))}`,
  ];
  return `@${account.username}: ${parts.filter((part) => part !== null).join("; ")}`;
}

function replaced(from: string | null, to: string | null): string {
  return `${from ? JSON.stringify(from) : "none"} -> ${to ? JSON.stringify(to) : "none"}`;
}

function some(lines: string[]): string[] {
  const moreCount = lines.length - SHOWN_MAX;
  return moreCount > 0 ? [...lines.slice(0, SHOWN_MAX), `And ${moreCount} more.`] : lines;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function batchesOf<T>(items: readonly T[]): T[][] {
  const starts = Array.from({ length: Math.ceil(items.length / BATCH_SIZE) }, (_, n) => n * BATCH_SIZE);
  return starts.map((start) => items.slice(start, start + BATCH_SIZE));
}
