import { request } from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { STRANGERS_COSTLY_MAX } from "../../server/db/read-pool.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { setUpTestApp } from "../support/test-app.js";

const testApp = setUpTestApp();
let url: string;

beforeAll(async () => {
  await testApp.connect("florist");
  // The rest of its posts is read.
  await testApp.app.background.drain(10_000);
  url = await testApp.serve();
  // Connections are there, and texts are known.
  for (const headers of [{}, AS_OPERATOR.headers]) await ask(url, posts, { headers });
  for (const headers of [{}, AS_OPERATOR.headers]) await ask(url, counts, { headers });
});

/** Every statement that touches posts waits until `act` has ended. */
async function withPostsLocked(act: () => Promise<void>): Promise<void> {
  const locker = await testApp.app.sql.reserve();
  await locker`begin`;
  await locker`lock table media in access exclusive mode`;
  try {
    await act();
  } finally {
    await locker`rollback`;
    locker.release();
  }
}

async function waitingCount(): Promise<number> {
  const [row] = await testApp.app.sql<[{ count: number }]>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return row.count;
}

const many = (count: number, field: string) =>
  `{ ${Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(" ")} }`;
const posts = many(6, "account { media(first: 1) { id } }");
/** As many as the budget of a request allows. */
const counts = many(3, 'mediaConnection(first: 1, search: "zzzq") { totalCount }');

/** Three statements with many lists each. */
const long = many(
  3,
  `account ${many(40, 'mediaConnection(first: 1, search: "a", hashtag: ["x"]) { totalCount nodes { id caption children { id } } }')}`,
);

/** Of one kind; of heavy and long ones together `STRANGERS_COSTLY_MAX`. */
const STRANGERS_MAX = Math.min(2, STRANGERS_COSTLY_MAX);

/** Less than a stranger's statement may take. */
const PATIENT = { timeout: 4_500, interval: 20 };

describe("while statements do not end", () => {
  test("a request runs three of them, others are answered, and with its 503 they end", async () => {
    await withPostsLocked(async () => {
      const answer = ask(url, posts);
      await expect.poll(waitingCount, PATIENT).toBe(3);
      const readers = await Promise.all([1, 2, 3, 4].map(() => ask(url, "{ account { username } }")));
      expect(readers.map(({ status, data }) => [status, data?.account.username])).toEqual(
        [1, 2, 3, 4].map(() => [200, "florist"]),
      );
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      expect(await waitingCount()).toBe(3);
      expect([(await answer).status, (await answer).headers.get("retry-after")]).toEqual([503, "5"]);
      await expect.poll(waitingCount, PATIENT).toBe(0);
    });
    expect((await ask(url, posts)).status).toBe(200);
  });

  test("of what reads all accounts few run for all strangers, and two for operators", async () => {
    await withPostsLocked(async () => {
      const stranger = ask(url, counts);
      await expect.poll(waitingCount, PATIENT).toBe(STRANGERS_MAX);
      const leaving = new AbortController();
      const headers = { "content-type": "application/json", ...AS_OPERATOR.headers };
      const body = JSON.stringify({ query: counts });
      const operator = fetch(`${url}/graphql`, { method: "POST", headers, body, signal: leaving.signal });
      await expect.poll(waitingCount, PATIENT).toBe(STRANGERS_MAX + 2);
      expect((await ask(url, "{ account { username } }")).data.account.username).toBe("florist");
      expect((await stranger).status).toBe(503);
      leaving.abort();
      await expect(operator).rejects.toThrow();
      await expect.poll(waitingCount, PATIENT).toBe(0);
    });
  });

  test("of what is long few run for all strangers, and small ones go on", async () => {
    await withPostsLocked(async () => {
      const stranger = ask(url, long);
      await expect.poll(waitingCount, PATIENT).toBe(STRANGERS_MAX);
      const small = ask(url, "{ account { media(first: 1) { id } } }");
      await expect.poll(waitingCount, PATIENT).toBe(STRANGERS_MAX + 1);
      expect((await ask(url, "{ account { username } }")).data.account.username).toBe("florist");
      expect(await waitingCount()).toBe(STRANGERS_MAX + 1);
      expect([(await stranger).status, (await small).status]).toEqual([503, 503]);
      await expect.poll(waitingCount, PATIENT).toBe(0);
    });
  });

  test("what reads all accounts and what is long leave a processor together", async () => {
    await withPostsLocked(async () => {
      const strangers = [counts, counts, long, long].map((query, n) =>
        ask(url, query, { headers: { "x-forwarded-for": `203.0.113.${n}` } }),
      );
      await expect.poll(waitingCount, PATIENT).toBe(STRANGERS_COSTLY_MAX);
      expect((await ask(url, "{ account { username } }")).data.account.username).toBe("florist");
      expect(await waitingCount()).toBe(STRANGERS_COSTLY_MAX);
      expect((await Promise.all(strangers)).map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    });
  });

  test("what a client asked that has gone ends, and what waits for it is never begun", async () => {
    await withPostsLocked(async () => {
      const body = JSON.stringify({ query: posts });
      const client = request(`${url}/graphql`, { method: "POST", headers: { "content-type": "application/json" } });
      client.on("error", () => undefined).end(body);
      await expect.poll(waitingCount, PATIENT).toBe(3);
      client.destroy();
      await expect.poll(waitingCount, PATIENT).toBe(0);
    });
  });
});

test("a mutation goes on when its client has gone", async () => {
  const { id } = (await ask(url, "{ account { id } }")).data.account;
  await testApp.app.sql`update accounts set note = null where id = ${id}`;
  const locker = await testApp.app.sql.reserve();
  await locker`begin`;
  await locker`select 1 from accounts for update`;
  const query = `mutation { updateAccount(accountId: "${id}", input: { note: "kept" }) { id } }`;
  const headers = { "content-type": "application/json", ...AS_OPERATOR.headers };
  const client = request(`${url}/graphql`, { method: "POST", headers });
  client.on("error", () => undefined).end(JSON.stringify({ query }));
  await expect.poll(waitingCount, PATIENT).toBe(1);
  client.destroy();
  await locker`rollback`;
  locker.release();
  const note = async () => (await testApp.app.sql`select note from accounts where id = ${id}`)[0]?.note;
  await expect.poll(note, PATIENT).toBe("kept");
});
