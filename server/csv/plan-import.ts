import { safeText, unsafeText } from "./csv.js";
import type { FaultyLine, ImportRow, LineFault } from "./read-csv.js";
import { joinTags, splitTags } from "./tags-cell.js";

export interface ImportedAccount {
  id: string;
  username: string;
  reference: string | null;
  tags: string[];
}

/** What is left out stays as it is. */
export interface LabelChanges {
  reference?: string | null;
  tags?: string[];
}

/** An account that the file changes. */
export interface Change {
  id: string;
  account: ImportedAccount;
  input: LabelChanges;
}

export interface ImportPlan {
  changes: Change[];
  unchangedCount: number;
  unknown: ImportRow[];
  /** In the order of the file. */
  faultyLines: FaultyLine[];
}

interface ReadRows {
  rows: readonly ImportRow[];
  faultyLines: readonly FaultyLine[];
}

/** The lines that cannot be taken, whatever accounts there are, and the names of the others. */
export function checkRows({ rows, faultyLines }: ReadRows): ReadRows & { usernames: string[] } {
  const good = new Map<string, ImportRow>();
  const faulty = [...faultyLines];
  for (const row of rows) {
    const name = nameOf(row.username);
    const fault = good.has(name) ? "twice" : faultOf(row);
    if (fault) faulty.push({ line: row.line, fault });
    else good.set(name, row);
  }
  return { rows: [...good.values()], faultyLines: faulty, usernames: [...good.keys()] };
}

/** What becomes of each line that was checked, with the accounts of these names. */
export function planImport({ rows, faultyLines }: ReadRows, accounts: readonly ImportedAccount[]): ImportPlan {
  const byName = new Map<string, ImportedAccount[]>();
  for (const account of accounts) {
    const name = nameOf(account.username);
    byName.set(name, [...(byName.get(name) ?? []), account]);
  }
  const plan: ImportPlan = { changes: [], unchangedCount: 0, unknown: [], faultyLines: [...faultyLines] };
  for (const row of rows) {
    const [account, other] = byName.get(nameOf(row.username)) ?? [];
    const input = account && inputOf(row, account);
    if (other) plan.faultyLines.push({ line: row.line, fault: "ambiguous" });
    else if (!account || !input) plan.unknown.push(row);
    else if (Object.keys(input).length === 0) plan.unchangedCount++;
    else plan.changes.push({ id: account.id, account, input });
  }
  plan.faultyLines.sort((a, b) => a.line - b.line);
  return plan;
}

function nameOf(username: string): string {
  return username.replace(/^@/, "").toLowerCase();
}

/** As the API limits them; Instagram's names have at most 30 characters. */
const USERNAME = /^@?[\w.]{1,30}$/;
const REFERENCE_MAX = 200;
const TAGS_MAX = 50;
const TAG_MAX = 100;

function faultOf({ username, reference, tags }: ImportRow): LineFault | null {
  if (username === "") return "no_username";
  if (!USERNAME.test(username)) return "username";
  if (unsafeText(reference ?? "").length > REFERENCE_MAX) return "reference";
  const list = splitTags(unsafeText(tags ?? ""));
  if (list.length > TAGS_MAX) return "tags";
  return list.some((tag) => tag.length > TAG_MAX) ? "tag" : null;
}

/** A cell that empties the value; an empty cell leaves it. The export writes a value that is a hyphen as `'-`. */
const CLEAR = "-";

/** A cell as the export writes it means no change, whatever it holds. */
function inputOf({ reference, tags }: ImportRow, account: ImportedAccount): LabelChanges {
  const input: LabelChanges = {};
  if (reference !== undefined && reference !== safeText(account.reference ?? "")) {
    const text = reference === CLEAR ? null : unsafeText(reference);
    if (text !== account.reference) input.reference = text;
  }
  if (tags !== undefined && tags !== safeText(joinTags(account.tags))) {
    const list = tags === CLEAR ? [] : splitTags(unsafeText(tags));
    if (joinTags(list) !== joinTags(account.tags)) input.tags = list;
  }
  return input;
}
