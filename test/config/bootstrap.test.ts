import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAppContext } from "../../server/app-context.js";
import { bootstrap } from "../../server/config/bootstrap.js";
import { readConfig } from "../../server/config/config.js";
import { verifyKey } from "../../server/features/api-keys/verify-key.js";
import { makeKey } from "../support/credentials.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { type FakePooler, startFakePooler } from "../support/fake-pooler.js";

let database: TestDatabase;
let pooler: FakePooler;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  pooler = await startFakePooler(database.url);
  folder = mkdtempSync(join(tmpdir(), "darkroom-open-"));
});
afterAll(async () => {
  await pooler.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const SECRET_KEYS = `k1:${randomBytes(32).toString("base64")}`;
const open = (settings: Record<string, string>) =>
  bootstrap(readConfig({ SECRET_KEYS, DATA_DIR: folder, LOG_LEVEL: "silent", ...settings }), { mayAttach: false });

test("a pooler as it comes is seen by itself: nothing that it refuses or loses is sent, and limits hold all the same", async () => {
  await using opened = await open({ DATABASE_URL: pooler.url });
  expect(opened.notes.join()).toContain("DATABASE_DIRECT_URL");
  await using app = createAppContext(opened.config);
  const { key } = await makeKey(app);
  expect(await verifyKey(app, key, null)).toBeTruthy();
  expect(await app.sql.unsafe("select $1::int as one", [1], { prepare: true })).toEqual([{ one: 1 }]);
  expect(pooler.faults).toEqual([]);

  const sql = postgres(database.url, { max: 1 });
  const [row] = await sql`select current_setting('statement_timeout') as statement,
    current_setting('idle_in_transaction_session_timeout') as idle`;
  await sql.end();
  expect(row).toEqual({ statement: "15s", idle: "30s" });
});

test("with DATABASE_DIRECT_URL, migrations and what processes tell each other go past the pooler", async () => {
  await using opened = await open({ DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: database.url });
  expect(opened.notes).toEqual([]);
  await using app = createAppContext(opened.config);
  const heard = new Promise((resolve) => app.pubsub.subscribe("test", { onMessage: resolve, onGap: () => undefined }));
  await expect
    .poll(async () => {
      await app.sql`select pg_notify('test', 'word')`;
      return await Promise.race([heard, new Promise((resolve) => setTimeout(resolve, 100))]);
    })
    .toBe("word");
  expect(pooler.faults).toEqual([]);
});

test("a fault of DATABASE_DIRECT_URL is told by its name", async () => {
  const away = "postgres://a:b@127.0.0.1:1/feed";
  await expect(open({ DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: away })).rejects.toThrow(
    /127\.0\.0\.1:1\. Start Postgres there, or correct the host and port of DATABASE_DIRECT_URL/,
  );
});
