import { expect, test } from "vitest";
import { csvOf } from "../../../server/csv/csv.js";
import { checkRows, planImport } from "../../../server/csv/plan-import.js";
import { readCsv } from "../../../server/csv/read-csv.js";
import { joinTags } from "../../../server/csv/tags-cell.js";

const account = (username: string, reference: string | null, tags: string[] = []) => ({
  id: `acc_${username}`,
  username,
  reference,
  tags,
});

const ACCOUNTS = [
  account("anna", "7", ["x"]),
  account("berta", null),
  account("clara", "=1+1", ["a, b", "c"]),
  account("dora", "'=2", ["x", "y"]),
];

async function plan(text: string | Uint8Array<ArrayBuffer>, accounts = ACCOUNTS) {
  const file = await readCsv(new Blob([text]));
  if (file.fault !== null) return file.fault;
  return planImport(checkRows(file), accounts);
}

async function inputs(text: string | Uint8Array<ArrayBuffer>) {
  const planned = await plan(text);
  return typeof planned === "string" ? planned : planned.changes.map(({ id, input }) => [id, input]);
}

test.each([
  ["commas", 'username,reference,tags\r\nanna,8,\r\nberta,,"x, y,x"\r\n'],
  ["semicolons and a byte order mark", "\uFEFFUsername;Reference;Tags\r\n@Anna;8;\r\nberta;;x, y\r\n"],
  ["tabs and other columns", "id\ttags\tusername\treference\n1\t\tanna\t8\n2\tx,y\tberta\t\n"],
])("a file with %s is read", async (_, text) => {
  expect(await inputs(text)).toEqual([
    ["acc_anna", { reference: "8" }],
    ["acc_berta", { tags: ["x", "y"] }],
  ]);
});

test("Windows' own encoding, and quotes within a cell", async () => {
  const text = 'username;reference\r\nanna;"K""ln; Süd"\r\n';
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  expect(await inputs(bytes)).toEqual([["acc_anna", { reference: 'K"ln; Süd' }]]);
});

test("what the export writes changes nothing, whatever stands in it", async () => {
  const rows = ACCOUNTS.map(({ username, reference, tags }) => [username, reference, joinTags(tags)]);
  const planned = await plan(csvOf(["username", "reference", "tags"], rows));
  expect(planned).toEqual({ changes: [], unchangedCount: 4, unknown: [], faultyLines: [] });
});

test("a cell with only a hyphen clears, an empty one leaves; a value that is a hyphen is written with an apostrophe", async () => {
  const text = "username,reference,tags\nanna,-,-\nberta,-,-\nclara,,-\ndora,'-,'-\n";
  expect(await plan(text)).toMatchObject({ unchangedCount: 1 });
  expect(await inputs(text)).toEqual([
    ["acc_anna", { reference: null, tags: [] }],
    ["acc_clara", { tags: [] }],
    ["acc_dora", { reference: "-", tags: ["-"] }],
  ]);
  const rows = [["anna", "-", joinTags(["-"])]];
  expect(await plan(csvOf(["username", "reference", "tags"], rows), [account("anna", "-", ["-"])])).toMatchObject({
    changes: [],
    unchangedCount: 1,
  });
});

test("lines that say nothing usable are named by their number in the file, also below a cell of several lines", async () => {
  const text = [
    "username,reference,tags",
    'anna,"two',
    'lines",x',
    "",
    ",8,",
    "not a name,8,",
    "ANNA,9,",
    "nobody,1,",
    `berta,${"x".repeat(201)},`,
    `clara,,${"x".repeat(101)}`,
    `dora,,"${Array.from({ length: 51 }, (_, n) => n)}"`,
    "e,1,x,more",
    "twin,1,",
  ].join("\n");
  const planned = await plan(text, [...ACCOUNTS, account("twin", null), account("twin", null)]);
  expect(planned).toMatchObject({
    changes: [{ id: "acc_anna", input: { reference: "two\nlines" } }],
    unchangedCount: 0,
    unknown: [{ line: 8, username: "nobody" }],
    faultyLines: [
      { line: 5, fault: "no_username" },
      { line: 6, fault: "username" },
      { line: 7, fault: "twice" },
      { line: 9, fault: "reference" },
      { line: 10, fault: "tag" },
      { line: 11, fault: "tags" },
      { line: 12, fault: "cells" },
      { line: 13, fault: "ambiguous" },
    ],
  });
});

test.each([
  ["too_large", "x".repeat(10_000_001)],
  ["too_long", `username,tags\n${"anna,x\n".repeat(10_001)}`],
  ["no_columns", "name,tags\nanna,x\n"],
  ["no_columns", "username,name\nanna,x\n"],
  ["no_columns", ""],
  ["empty", "username,tags\n\n"],
])("a file is refused as %s", async (fault, text) => {
  expect(await plan(text)).toBe(fault);
});

test("10,000 lines are taken, and quotes that do not close are told", async () => {
  const lines = Array.from({ length: 10_000 }, (_, n) => `user${n},x`);
  expect(await plan(["username,tags", ...lines, ""].join("\n"))).toMatchObject({ unknown: { length: 10_000 } });
  expect(await plan('username,tags\nanna,x\nberta,"y\n')).toMatchObject({
    faultyLines: [{ line: 3, fault: "quotes" }],
  });
});
