import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { finishErasures } from "../../../server/features/privacy/finish-erasures.js";
import { parseIdList } from "../../../server/features/privacy/match-id-list.js";
import { runCli, settingsOf } from "../../support/cli.js";
import { makeKey } from "../../support/credentials.js";
import { AS_OPERATOR, ask, expectRefused } from "../../support/graphql.js";
import { rowsOf } from "../../support/rows.js";
import type { TestApp } from "../../support/test-app.js";
import { createJobApp, type JobApp } from "./job-app.js";

let jobs: JobApp;
let testApp: TestApp;
let url: string;
let folder: string;
const ids: Record<string, string> = {};
/** `/me`'s id of each. */
const scoped: Record<string, string> = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "darkroom-erase-"));
  jobs = await createJobApp({ INSTAGRAM_APP_ID: "12345", INSTAGRAM_APP_SECRET: "0123456789abcdef" });
  ({ testApp, url } = jobs);
});
afterAll(async () => {
  await jobs.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await testApp.app.sql`truncate accounts, erasures, jobs cascade`;
  for (const member of ["bakery", "florist", "museum"]) {
    ids[member] = await testApp.connect(member);
    const [row] = await testApp.app.sql`select scoped_id from accounts where id = ${ids[member]}`;
    scoped[member] = row?.scoped_id;
  }
});

const PREVIEW = `query ($idList: String!) { preview: erasurePreview(idList: $idList) {
  idCount accountCount unknownCount ambiguousIds invalidCount accounts { id username } } }`;
const START = `mutation ($idList: String!) { job: eraseMailedList(idList: $idList) { id kind totalCount } }`;
const RECEIPTS = `{ erasures { totalCount nodes { id code reason state accountId by { kind label } requestedAt erasedAt finishedAt
  statusUrl counts { kind count } } } }`;
const send = (query: string, idList: string, headers = AS_OPERATOR.headers) =>
  ask(url, query, { variables: { idList }, headers });

describe("the list that Meta mails", () => {
  test("is previewed without erasing anything", async () => {
    await testApp.app.sql`update accounts set exchange_user_id = '111' where id <> ${ids.bakery ?? ""}`;
    const list = `user_id\n"${scoped.bakery}",\n${scoped.bakery}\n17841401313574613; 4711\r\n111`;
    const { data } = await send(PREVIEW, list);
    expect(data.preview).toEqual({
      idCount: 4,
      accountCount: 1,
      unknownCount: 1,
      ambiguousIds: ["111"],
      invalidCount: 1,
      accounts: [{ id: ids.bakery, username: "bakery" }],
    });
    for (const id of Object.values(ids)) expect(await rowsOf(testApp.app.sql, id)).not.toEqual([]);
  });

  test("is erased as a job, each account with a receipt, and nobody else", async () => {
    const { data } = await send(START, `${scoped.bakery}\n${scoped.florist}\n4711`);
    expect(data.job).toMatchObject({ kind: "ERASE_ACCOUNTS", totalCount: 2 });
    await jobs.work();
    expect(await jobs.find(data.job.id)).toMatchObject({ state: "DONE", doneCount: 2, failedCount: 0 });
    await finishErasures(testApp.app, AbortSignal.timeout(10_000));
    const gone = [ids.bakery ?? "", ids.florist ?? ""];
    for (const id of gone) expect(await rowsOf(testApp.app.sql, id)).toEqual([]);
    expect(await rowsOf(testApp.app.sql, ids.museum ?? "")).not.toEqual([]);

    const { erasures } = (await ask(url, RECEIPTS, AS_OPERATOR)).data;
    expect(erasures.totalCount).toBe(2);
    expect(erasures.nodes.map((node: { accountId: string }) => node.accountId).sort()).toEqual(gone.sort());
    for (const node of erasures.nodes) {
      expect(node).toMatchObject({ reason: "MAILED_LIST", state: "DONE", by: { kind: "OPERATOR" } });
      expect(node.statusUrl).toBe(`http://localhost:4000/data-deletion/${node.code}`);
      expect(node.counts).toContainEqual({ kind: "ACCOUNTS", count: 1 });
      expect((await fetch(`${url}/data-deletion/${node.code}`)).status).toBe(200);
    }
    expect(JSON.stringify(erasures)).not.toMatch(/bakery|florist|36220564007528767/);
  });

  test("that is cancelled erases no further account", async () => {
    const { data } = await send(START, `${scoped.bakery}`);
    await ask(url, `mutation { cancelJob(id: "${data.job.id}") { id } }`, AS_OPERATOR);
    await jobs.work();
    expect(await rowsOf(testApp.app.sql, ids.bakery ?? "")).not.toEqual([]);
  });

  test.each([
    ["no ids", "user_id"],
    ["nothing", ""],
    ["too many ids", Array.from({ length: 5_001 }, (_, n) => n).join("\n")],
    ["too long a text", "1 ".repeat(45_001)],
    ["a megabyte", "1".repeat(900_000)],
  ])("with %s is refused", async (_, list) => {
    expectRefused(await send(PREVIEW, list), "BAD_USER_INPUT");
    expectRefused(await send(START, list), "BAD_USER_INPUT");
    expect(await testApp.app.sql`select from jobs`).toHaveLength(0);
  });

  test("that names nobody here starts no job", async () => {
    expectRefused(await send(START, "4711"), "BAD_USER_INPUT");
  });

  test("is for operators alone", async () => {
    const { key } = await makeKey(testApp.app);
    for (const query of [PREVIEW, START]) {
      expectRefused(await send(query, scoped.bakery ?? "", { authorization: `Bearer ${key}` }), "FORBIDDEN");
    }
    const { errors } = await ask(url, RECEIPTS, { headers: { authorization: `Bearer ${key}` } });
    expectRefused({ errors }, "FORBIDDEN");
  });

  test("of 5,000 ids is previewed in one statement and less than two seconds", async () => {
    const list = [...Array.from({ length: 4_999 }, (_, n) => `1784140000${n}`), scoped.museum].join("\n");
    const startedAt = performance.now();
    const { data } = await send(PREVIEW, list);
    expect(data.preview).toMatchObject({ idCount: 5_000, accountCount: 1, unknownCount: 4_999 });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

test("accounts are disconnected as a job, each with a receipt; one that is gone already is passed over", async () => {
  const list = JSON.stringify([ids.bakery, ids.florist]);
  const job = await jobs.begin(`disconnectAccounts(accountIds: ${list})`);
  expect(job).toMatchObject({ kind: "DISCONNECT_ACCOUNTS", totalCount: 2 });
  await ask(url, `mutation { disconnectAccount(accountId: "${ids.florist}") }`, AS_OPERATOR);
  await jobs.work();
  expect(await jobs.find(job.id)).toMatchObject({ state: "DONE", doneCount: 1, failedCount: 0, skippedCount: 0 });
  for (const id of [ids.bakery, ids.florist]) {
    const rows = await testApp.app.sql`
      select e.action, r.reason from events e join erasures r on r.id = e.subject where e.account_id = ${id ?? ""}`;
    expect([...rows]).toEqual([{ action: "account.disconnected", reason: "OPERATOR" }]);
  }
  await finishErasures(testApp.app, AbortSignal.timeout(10_000));
  expect(await rowsOf(testApp.app.sql, ids.bakery ?? "")).toEqual([]);
  expect(await rowsOf(testApp.app.sql, ids.museum ?? "")).not.toEqual([]);
});

test.each([
  ["1\n2\r\n3", ["1", "2", "3"], 0],
  ['["1","2"]', ["1", "2"], 0],
  ["\uFEFFid;name\n1;x", ["1"], 3],
  ["1 1 01", ["1", "01"], 0],
  [" , ;\n", [], 0],
  ["1".repeat(33), [], 1],
])("%j holds the ids %j", (text, found, invalidCount) => {
  expect(parseIdList(text)).toEqual({ ids: found, invalidCount });
});

describe("cli erase --ids", () => {
  const cli = (line: string) => runCli(settingsOf(testApp), line);

  test("tells which accounts are meant, and with --yes erases them with receipts", async () => {
    const file = join(folder, "ids.csv");
    writeFileSync(file, `user_id\n${scoped.bakery}\n${"4711\n".repeat(3)}`);
    const preview = await cli(`erase --ids ${file}`);
    expect(preview.exitCode).toBe(0);
    expect(preview.stdout).toContain("2 ids: 1 accounts here, 1 ids unknown.");
    expect(preview.stdout).toContain(`@bakery (${ids.bakery})`);
    expect(preview.stdout).toContain("Nothing was erased. Pass --yes");
    expect(await rowsOf(testApp.app.sql, ids.bakery ?? "")).not.toEqual([]);

    const erased = (await cli(`erase --ids ${file} --yes --json`)).json();
    expect(erased).toMatchObject({ idCount: 2, unknownCount: 1, receipts: [{ accountId: ids.bakery }] });
    expect(await rowsOf(testApp.app.sql, ids.bakery ?? "")).toEqual([]);
    const [row] = await testApp.app.sql`select code, state, reason from erasures`;
    expect(row).toEqual({ code: erased.receipts[0].code, state: "DONE", reason: "MAILED_LIST" });
    expect((await cli(`erase --ids ${file} --yes`)).stdout).toContain("0 accounts were erased");
  });

  test("refuses a file that is not there, is too large or has no ids, and two things at once", async () => {
    const [large, empty] = [join(folder, "large"), join(folder, "empty")];
    writeFileSync(large, "1\n".repeat(5_000_001));
    writeFileSync(empty, "nobody");
    for (const line of [
      `--ids ${join(folder, "nowhere")}`,
      `--ids ${large}`,
      `--ids ${empty}`,
      `@bakery --ids ${empty}`,
    ])
      expect([line, (await cli(`erase ${line} --yes`)).exitCode]).toEqual([line, 2]);
  });
});
