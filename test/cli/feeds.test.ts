import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli, settingsOf } from "../support/cli.js";
import { insertAccount } from "../support/feed-rows.js";
import { setUpTestApp } from "../support/test-app.js";

// Live, since the sandbox's own app id cannot be set from outside.
const testApp = setUpTestApp({ INSTAGRAM_APP_ID: "12345", INSTAGRAM_APP_SECRET: "0123456789abcdef" });
let folder: string;
let file: string;
const cli = (line: string) => runCli(settingsOf(testApp), line);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "darkroom-feeds-"));
  file = join(folder, "feeds.json");
  await insertAccount(testApp.app, "acc_b", { username: "Bakery", sandbox: false });
});
afterAll(() => rmSync(folder, { recursive: true }));

const FEEDS = {
  feeds: [
    {
      ...{ slug: "shops", title: "Shops", size: 12, sources: [{ account: "@bakery" }, { tag: "shop" }] },
      rules: [{ action: "EXCLUDE", label: "no ads", match: { hashtag: ["#Werbung"], accounts: ["bakery"] } }],
    },
    { slug: "news", title: "News", mode: "REVIEW", sources: [{ tag: "news" }] },
  ],
};

test("a file of feeds is previewed, applied, applied again without a change, and exported as it was", async () => {
  writeFileSync(file, JSON.stringify(FEEDS));
  const created = "+ shops: Created the feed.\n+ news: Created the feed.\n";
  expect((await cli(`feed apply ${file} --dry-run`)).stdout).toBe(`${created}Nothing was changed.\n`);
  expect((await cli("feed list")).stdout).toBe("There are no feeds.\n");
  expect((await cli(`feed apply ${file}`)).stdout).toBe(`${created}2 of 2 feeds changed.\n`);
  const kept = "= shops: Nothing changed.\n= news: Nothing changed.\n0 of 2 feeds changed.\n";
  expect((await cli(`feed apply ${file}`)).stdout).toBe(kept);

  const { stdout } = await cli("feed export");
  writeFileSync(file, stdout);
  expect((await cli(`feed apply ${file}`)).stdout).toContain("0 of 2 feeds changed.");
  expect(JSON.parse(readFileSync(file, "utf8")).feeds).toContainEqual({
    ...{ slug: "shops", title: "Shops", mode: "PUBLISH", orderBy: "NEWEST", size: 12, perAccountMax: null },
    sources: [{ account: "Bakery" }, { tag: "shop" }],
    rules: [{ action: "EXCLUDE", label: "no ads", match: { accounts: ["Bakery"], hashtag: ["werbung"] } }],
    otherwise: "INCLUDE",
  });
});

test("a changed file says the difference, and leaves feeds that it does not name", async () => {
  const [shops] = FEEDS.feeds;
  writeFileSync(file, JSON.stringify({ feeds: [{ ...shops, size: 6 }] }));
  expect((await cli(`feed apply ${file}`)).stdout).toBe("~ shops: Size 6, was 12.\n1 of 1 feeds changed.\n");
  expect((await cli("feed list --json")).json()).toMatchObject({ totalCount: 2 });
  expect((await cli("feed export shops")).json().feeds).toMatchObject([{ slug: "shops", size: 6 }]);
});

test.each([
  ["no JSON", "The file is not JSON."],
  [JSON.stringify({ feeds: [{ slug: "a" }] }), "The file is none of feeds: feeds.0.title"],
  [
    JSON.stringify({ feeds: [{ slug: "a", title: "A", sources: [{ account: "nobody" }] }] }),
    "Feed a: There is no account nobody",
  ],
  [JSON.stringify({ feeds: [{ slug: "A b", title: "A", sources: [{ tag: "x" }] }] }), "Feed A b: `slug` is no address"],
])("a file with %s changes nothing and says why", async (text, message) => {
  writeFileSync(file, text);
  const { exitCode, stdout, stderr } = await cli(`feed apply ${file}`);
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toContain(message);
});
