import { beforeAll, describe, expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { syncDueAccounts } from "../../../server/features/sync/sync-due-accounts.js";
import { DAY_MS } from "../../../server/lib/clock.js";
import { OPERATOR } from "../../support/cast.js";
import { bearer, makeKey } from "../../support/credentials.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { eventsOf } from "../../support/rows.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp();
let url: string;
let bakery: string;

beforeAll(async () => {
  url = await testApp.serve();
  bakery = await testApp.connect("bakery");
});

async function update(input: Record<string, unknown>, accountId = bakery) {
  const mutation = `mutation ($id: ID!, $input: UpdateAccountInput!) {
    updateAccount(accountId: $id, input: $input) { reference tags note } }`;
  return await ask(url, mutation, { ...AS_OPERATOR, variables: { id: accountId, input } });
}

describe("the operators' words for an account", () => {
  test("are trimmed, kept once, and cleared by null; what is left out stays", async () => {
    const first = await update({
      reference: " customer 7 ",
      tags: ["shop", " shop ", "", "Köln"],
      note: "Ask Ann\nfirst.",
    });
    expect(first.errors).toBeUndefined();
    expect(first.data.updateAccount).toEqual({
      reference: "customer 7",
      tags: ["shop", "Köln"],
      note: "Ask Ann\nfirst.",
    });
    expect((await update({ note: null })).data.updateAccount).toEqual({
      reference: "customer 7",
      tags: ["shop", "Köln"],
      note: null,
    });
    expect((await update({ tags: null, reference: "" })).data.updateAccount).toEqual({
      reference: null,
      tags: [],
      note: null,
    });
    expect((await update({})).data.updateAccount.tags).toEqual([]);
  });

  test.each([
    ["reference", { reference: "x".repeat(201) }],
    ["note", { note: "x".repeat(5_001) }],
    ["tags", { tags: ["x".repeat(101)] }],
    ["tags", { tags: Array.from({ length: 51 }, (_, n) => `t${n}`) }],
    ["note", { note: "a\0b" }],
  ])("too long, too many or unprintable are bad input that names `%s`", async (name, input) => {
    const { errors } = await update(input);
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(errors?.[0]?.message).toContain(`\`${name}\``);
  });

  test("survive reconnecting", async () => {
    await update({ reference: "r", tags: ["t"], note: "n" });
    expect(await testApp.connect("bakery")).toBe(bakery);
    const { data } = await ask(url, "{ accounts { nodes { reference tags note } } }", AS_OPERATOR);
    expect(data.accounts.nodes).toEqual([{ reference: "r", tags: ["t"], note: "n" }]);
  });

  test("of an account that is not there are NOT_FOUND", async () => {
    expect((await update({ note: "n" }, "acc_nobody")).errors?.[0]?.extensions.code).toBe("NOT_FOUND");
  });
});

describe("pausing", () => {
  const set = async (verb: "pauseAccount" | "resumeAccount") =>
    (await ask(url, `mutation { ${verb}(accountId: "${bakery}") { status paused nextSyncAt } }`, AS_OPERATOR)).data[
      verb
    ];

  test("stops the scheduled syncs, not one by hand, and survives reconnecting", async () => {
    expect(await set("pauseAccount")).toEqual({ status: "PAUSED", paused: true, nextSyncAt: null });
    testApp.clock.advance(DAY_MS);
    const never = new AbortController().signal;
    expect(await syncDueAccounts(testApp.app, never)).toMatchObject({ doneCount: 0 });
    await syncAccount(testApp.app, bakery, { by: OPERATOR, full: false });
    await testApp.connect("bakery");
    const { data } = await ask(url, "{ account { paused status } }");
    expect(data.account).toEqual({ paused: true, status: "PAUSED" });
    testApp.clock.advance(DAY_MS);
    expect(await set("resumeAccount")).toMatchObject({ status: "ACTIVE", paused: false });
    expect(await syncDueAccounts(testApp.app, never)).toMatchObject({ doneCount: 1 });
  });

  test("twice is once in the record", async () => {
    for (const verb of ["pauseAccount", "pauseAccount", "resumeAccount", "resumeAccount"] as const) await set(verb);
    expect((await eventsOf(testApp.app.sql, bakery)).slice(-2)).toEqual(["account.paused ok", "account.resumed ok"]);
  });

  test("a token that is gone wins over the pause, which is remembered", async () => {
    await set("pauseAccount");
    await testApp.app.sql`update tokens set expires_at = '2020-01-01Z' where account_id = ${bakery}`;
    const { data } = await ask(url, "{ account { status paused } }");
    expect(data.account).toEqual({ status: "RECONNECT_REQUIRED", paused: true });
    await testApp.connect("bakery");
    await set("resumeAccount");
  });
});

describe("hiding a post", () => {
  const hide = (id: string, hidden: boolean) =>
    ask(url, `mutation { setMediaHidden(id: "${id}", hidden: ${hidden}) { id hidden } }`, AS_OPERATOR);
  const idsOf = async (options = {}) =>
    (await ask(url, "{ media(first: 100) { id } }", options)).data.media.map(({ id }: { id: string }) => id);

  test("takes it from everyone but operators, and syncs leave it so", async () => {
    const [id = ""] = await idsOf();
    expect((await hide(id, true)).data.setMediaHidden).toEqual({ id, hidden: true });
    const { key } = await makeKey(testApp.app);
    expect(await idsOf()).not.toContain(id);
    expect(await idsOf({ headers: bearer(key) })).not.toContain(id);
    expect((await ask(url, `{ mediaItem(id: "${id}") { id } }`)).data.mediaItem).toBeNull();
    expect(await idsOf(AS_OPERATOR)).toContain(id);
    await syncAccount(testApp.app, bakery, { by: OPERATOR, full: true });
    expect(await idsOf()).not.toContain(id);
    expect((await hide(id, false)).data.setMediaHidden.hidden).toBe(false);
    expect(await idsOf()).toContain(id);
  });

  test("hides the parts of an album with it, or one part alone", async () => {
    const query = "{ media(type: CAROUSEL_ALBUM, first: 1) { id children { id } } }";
    const [album] = (await ask(url, query)).data.media;
    const [part] = album.children;
    await hide(part.id, true);
    const [without] = (await ask(url, query)).data.media;
    expect(without.children).toEqual(album.children.slice(1));
    await hide(part.id, false);
    await hide(album.id, true);
    expect((await ask(url, `{ mediaItem(id: "${part.id}") { id } }`)).data.mediaItem).toBeNull();
    await hide(album.id, false);
  });

  test("that is not there is NOT_FOUND", async () => {
    expect((await hide("1", true)).errors?.[0]?.extensions.code).toBe("NOT_FOUND");
  });
});
