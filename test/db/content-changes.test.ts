import { expect, test } from "vitest";
import { inTransaction } from "../../server/app-context.js";
import { contentChanged, EVERYTHING } from "../../server/db/content-changes.js";
import { updateAccount } from "../../server/features/accounts/update-account.js";
import { copyDuePictures } from "../../server/features/assets/copy-due-pictures.js";
import { hideMedia } from "../../server/features/media/hide-media.js";
import { disconnectAccount } from "../../server/features/privacy/disconnect-account.js";
import { syncAccount } from "../../server/features/sync/sync-account.js";
import { OPERATOR } from "../support/cast.js";
import { setUpTestApp } from "../support/test-app.js";

const testApp = setUpTestApp();

/** Columns that answers without a clock come from. */
const CONTENT = {
  accounts: `username, name, biography, website, account_type, picture_path, reference, tags, note, named_at`,
  account_states: "followers_count, follows_count, media_count, paused, snoozed_until, synced_at",
  media: `parent_id, position, media_type, media_product_type, caption, hashtags, mentions, media_path, thumbnail_path,
    permalink, shortcode, timestamp, like_count, comments_count, alt_text, is_shared_to_feed, hidden, removed_at`,
  pictures: "kind, path, hash, failure_cause",
};

/** Postgres itself notes whose content changes. */
async function watchContent(): Promise<void> {
  await testApp.app.sql.unsafe("create table changed_content (account_id text)");
  for (const [table, columns] of Object.entries(CONTENT)) {
    const id = table === "accounts" ? "id" : "account_id";
    const of = (row: string) =>
      `(${columns
        .split(",")
        .map((name) => `${row}.${name.trim()}`)
        .join(", ")})`;
    await testApp.app.sql.unsafe(`
      create function note_${table}() returns trigger language plpgsql as $$ begin
        if tg_op = 'UPDATE' and ${of("old")} is not distinct from ${of("new")} then return null; end if;
        insert into changed_content values (case when tg_op = 'DELETE' then old.${id} else new.${id} end);
        return null;
      end $$;
      create trigger note_${table} after insert or update or delete on ${table} for each row execute function note_${table}()`);
  }
}

test("whatever changes an account's content tells whose", async () => {
  const { app, sandbox } = testApp;
  await watchContent();
  const told = new Set<string>();
  app.content.subscribe((sources) => {
    for (const source of sources === EVERYTHING ? [EVERYTHING] : sources) told.add(source);
  });
  const changes: Record<string, () => Promise<unknown>> = {
    connect: async () => {
      for (const member of ["bakery", "museum"]) await testApp.connect(member);
      await app.background.settled(20_000);
    },
    sync: async () => {
      await sandbox.control({
        posts: { account: "bakery", add: [{ caption: "fresh" }], change: { id: "newest", caption: "x" } },
      });
      await syncAccount(app, await idOf("bakery"), { by: OPERATOR, full: false });
    },
    "copy pictures": () => copyDuePictures(app, new AbortController().signal),
    "fail to copy pictures": async () => {
      await sandbox.control({ posts: { account: "bakery", add: [{ caption: "without a picture" }] } });
      await sandbox.control({ cdn: { mode: "off" } });
      await syncAccount(app, await idOf("bakery"), { by: OPERATOR, full: false });
      await copyDuePictures(app, new AbortController().signal);
      await sandbox.control({ cdn: { mode: "on" } });
    },
    "remove posts": async () => {
      await sandbox.control({ posts: { account: "bakery", deleteNewest: 3 } });
      for (let n = 0; n < 2; n++) {
        await syncAccount(app, await idOf("bakery"), { by: OPERATOR, full: true });
        await sandbox.control({ advance: "2d" });
      }
      await syncAccount(app, await idOf("bakery"), { by: OPERATOR, full: true });
    },
    "hide a post": async () => {
      const [post] = await app.sql`select id from media where parent_id is null limit 1`;
      await hideMedia(app, { id: post?.id, hidden: true }, OPERATOR);
    },
    label: async () => updateAccount(app, { accountId: await idOf("bakery"), labels: { note: "n" } }, OPERATOR),
    disconnect: async () => disconnectAccount(app, await idOf("museum"), OPERATOR),
  };
  for (const [name, change] of Object.entries(changes)) {
    told.clear();
    await app.sql`delete from changed_content`;
    await change();
    await app.background.settled(20_000);
    const rows = await app.sql<{ id: string }[]>`select distinct account_id as id from changed_content`;
    expect(rows.length, name).toBeGreaterThan(0);
    if (!told.has(EVERYTHING)) expect([...told], name).toEqual(expect.arrayContaining(rows.map(({ id }) => id)));
  }
});

test("a change in a transaction is told at its end, together with others, and again by what failed", async () => {
  const { app } = testApp;
  const told: unknown[] = [];
  app.content.subscribe((sources) => told.push(sources));
  await inTransaction(app, async (app) => {
    contentChanged(app.db, ["one"]);
    await inTransaction(app, async (app) => contentChanged(app.db, ["two", "one"]));
    expect(told).toEqual([]);
  });
  expect(told).toEqual([["one", "two"]]);
  const failing = inTransaction(app, async (app) => {
    contentChanged(app.db, ["three"]);
    throw new Error("undone");
  });
  await expect(failing).rejects.toThrow("undone");
  expect(told).toEqual([["one", "two"], ["three"]]);
});

async function idOf(username: string): Promise<string> {
  const [row] = await testApp.app.sql`select id from accounts where username = ${username}`;
  return row?.id;
}
