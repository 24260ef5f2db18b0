import { afterAll, beforeAll, expect, test } from "vitest";
import { createAppContext, type OpenAppContext } from "../../server/app-context.js";
import { openSession } from "../../server/features/owners/session.js";
import { createSchema } from "../../server/graphql/schema.js";
import { createServer } from "../../server/http/server.js";
import { ownerCookie } from "../../server/http/session-cookie.js";
import { DAY_MS, MINUTE_MS } from "../../server/lib/clock.js";
import { bearer, makeKey, SITE, signedIn } from "../support/credentials.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { insertStates } from "../support/insert-states.js";
import { setUpTestApp } from "../support/test-app.js";
import { fieldAsks, type KnownArguments, type MatrixAsk, rootAsks, typeDocuments } from "./matrix-asks.js";

/** One column: where and with what headers somebody asks. */
interface Asker {
  name: string;
  url: string;
  headers: Record<string, string>;
  /** One of each kind asks alone for each field of a type that is refused to it. */
  asksAlone?: boolean;
}

const testApp = setUpTestApp({ PUBLIC_READ: "off", INTROSPECTION: "off" });
let askers: Asker[];
let bakery: string;
let florist: string;
let album: string;
let feed: string;
let hidden: string;
let foreign: string;
/** The album's. */
let permalink: string;
/** The newest row of each kind that a query finds by its id. */
let rowsById: KnownArguments;
/** The session of an account's owner, as a browser sends it. */
const owner = { cookie: "" };
const closers: (() => PromiseLike<unknown>)[] = [];
const schema = createSchema();

beforeAll(async () => {
  const url = await testApp.serve();
  const publicApp = createAppContext({ ...testApp.app.config, publicRead: true }, { clock: testApp.clock });
  const fetchPublicUrl = await servePublicly(publicApp);
  bakery = await testApp.connect("bakery");
  florist = await testApp.connect("florist");
  await logInAs(bakery);
  await tellEverything();
  const all = { accountIds: [bakery] };
  const revoked = await makeKey(testApp.app, all);
  const expired = await makeKey(testApp.app, {
    ...all,
    expiresAt: new Date(testApp.clock.now().getTime() + MINUTE_MS),
  });
  testApp.clock.advance(MINUTE_MS);
  await ask(url, `mutation { revokeApiKey(id: "${revoked.id}") { id } }`, AS_OPERATOR);
  const publishable = bearer((await makeKey(testApp.app, { ...all, kind: "PUBLISHABLE" })).key);
  const scoped = async (scope: "READ" | "CONNECT" | "REFRESH") =>
    bearer((await makeKey(testApp.app, { ...all, scopes: [...new Set(["READ" as const, scope])] })).key);
  askers = [
    { name: "anonymous", url, headers: {}, asksAlone: true },
    { name: "anonymous, PUBLIC_READ", url: fetchPublicUrl, headers: {} },
    { name: "pk on its site", url, headers: { ...publishable, origin: SITE }, asksAlone: true },
    { name: "pk elsewhere", url, headers: { ...publishable, origin: "https://evil.example" } },
    { name: "sk", url, headers: await scoped("READ"), asksAlone: true },
    { name: "sk CONNECT", url, headers: await scoped("CONNECT") },
    { name: "sk REFRESH", url, headers: await scoped("REFRESH") },
    { name: "sk expired", url, headers: bearer(expired.key) },
    { name: "sk revoked", url, headers: bearer(revoked.key) },
    { name: "owner", url, headers: owner, asksAlone: true },
    { name: "owner, PUBLIC_READ", url: fetchPublicUrl, headers: owner },
    { name: "operator, session", url, headers: await signedIn(testApp.app) },
    { name: "operator, token", url, headers: AS_OPERATOR.headers },
  ];
  rowsById = await findRows();
});
afterAll(async () => {
  for (const close of closers) await close();
});

test("what everybody is answered is what matrix.md says", async () => {
  const sections = ["# Who is answered what", LEGEND, await table("Queries", rootAsks(schema, "query", queries()))];
  const known = steps();
  const together = typeDocuments(schema, known);
  for (const [name, asks] of [...fieldAsks(schema, known)].sort(([a], [b]) => a.localeCompare(b))) {
    sections.push(await fieldTable(name, asks, together.get(name) ?? ""));
  }
  // Last, since they change what is there.
  sections.push(await table("Mutations", rootAsks(schema, "mutation", mutations())));
  await expect(`${sections.join("\n\n")}\n`).toMatchFileSnapshot("matrix.md");
}, 300_000);

const LEGEND = `Written by \`matrix.test.ts\`; \`npx vitest run test/graphql/matrix.test.ts -u\` writes it anew.
Everybody asks for every query and every mutation alone, and for the fields of a type together; where they are refused, for each
of them alone, if not somebody of the same kind has done so: keys and the owner have the account *bakery*, and
the account *florist* is somebody else's. \`yes\` a value, \`null\`, \`[]\` nothing in the list, \`–\` not reached: something
above it is null. \`CODE\` an error in an answer of HTTP 200, \`401\` and \`403\` the whole request refused.`;

function queries(): KnownArguments {
  return {
    "Query.account their own": "",
    "Query.account by id": `(id: "${bakery}")`,
    "Query.account of somebody else": `(id: "${florist}")`,
    "Query.account that is not there": '(id: "nobody")',
    "Query.profile by id": `(accountId: "${bakery}")`,
    "Query.profile of somebody else": `(accountId: "${florist}")`,
    "Query.media": "",
    "Query.media of somebody else": `(accountIds: ["${florist}"])`,
    "Query.mediaItem": `(id: "${album}")`,
    "Query.mediaItem hidden": `(id: "${hidden}")`,
    "Query.mediaItem of somebody else": `(id: "${foreign}")`,
    "Query.mediaByPermalink": `(permalink: "${permalink}")`,
    "Query.feed": '(slug: "matrix")',
    "Query.feed that is not there": '(slug: "nobody")',
    ...onFeed(),
    ...rowsById,
  };
}

function onFeed(): KnownArguments {
  return {
    "Query.explainPost": `(feedId: "${feed}", mediaId: "${album}")`,
    "Feed.judgedPosts": "(verdict: EXCLUDED)",
    "Query.previewFeed": `(id: "${feed}", input: { size: 1 })`,
  };
}

/** How the fields below are reached. */
function steps(): KnownArguments {
  return {
    "Query.account": `(id: "${bakery}")`,
    "Query.profile": `(accountId: "${bakery}")`,
    "Query.media": `(accountIds: ["${bakery}"], type: CAROUSEL_ALBUM, first: 1)`,
    "Query.mediaConnection": `(accountIds: ["${bakery}"], type: CAROUSEL_ALBUM, first: 1)`,
    "Query.mediaItem": `(id: "${album}")`,
    "Query.mediaByPermalink": `(permalink: "${permalink}")`,
    "Query.accounts": "(orderBy: USERNAME_ASC)",
    "Query.erasurePreview": '(idList: "1")',
    "Query.feed": '(slug: "matrix")',
    ...onFeed(),
    ...rowsById,
  };
}

function mutations(): KnownArguments {
  const [own, other, gone] = [`accountId: "${bakery}"`, `accountId: "${florist}"`, 'accountId: "nobody"'];
  const onAccount = (name: string, more = "") => ({
    [`Mutation.${name}`]: `(${own}${more})`,
    [`Mutation.${name} of somebody else`]: `(${other}${more})`,
    [`Mutation.${name} of nobody`]: `(${gone}${more})`,
  });
  const redirectUri = `redirectUri: "${testApp.app.config.redirectUris[0]}"`;
  return {
    "Mutation.startConnect": `(${redirectUri})`,
    "Mutation.startConnect for somebody else": `(${redirectUri}, ${other})`,
    "Mutation.connectAccount without a state": `(code: "x", ${redirectUri})`,
    "Mutation.connectAccount with a state of nobody's": `(code: "x", ${redirectUri}, state: "x")`,
    ...onAccount("refreshToken"),
    ...onAccount("syncAccount"),
    ...onAccount("pauseAccount"),
    ...onAccount("resumeAccount"),
    ...onAccount("updateAccount", ', input: { note: "n" }'),
    "Mutation.setMediaHidden": `(id: "${album}", hidden: false)`,
    "Mutation.createApiKey": '(input: { name: "x", kind: SECRET, allAccounts: true })',
    "Mutation.disconnectAccount of nobody": `(${gone})`,
    "Mutation.disconnectAccount of somebody else": '(accountId: "acc_throwaway")',
    "Mutation.disconnectAccount their own": '(accountId: "acc_own")',
  };
}

async function table(name: string, asks: MatrixAsk[]): Promise<string> {
  const rows: string[][] = [];
  for (const question of asks) {
    const cells: string[] = [];
    if (name !== "Mutations") cells.push(...(await Promise.all(askers.map((asker) => cell(asker, question)))));
    else for (const asker of askers) cells.push(await cell(asker, question));
    rows.push(cells);
  }
  return written(name, asks, rows);
}

/** The fields of one type. */
async function fieldTable(name: string, asks: MatrixAsk[], together: string): Promise<string> {
  const columns = await Promise.all(askers.map((asker) => fieldCells(asker, asks, together)));
  return written(
    name,
    asks,
    asks.map((_, row) => columns.map((cells) => cells[row] ?? "")),
  );
}

/** An error above the fields stands for each of them; where one of them has it, each is asked alone. */
async function fieldCells(asker: Asker, asks: MatrixAsk[], together: string): Promise<string[]> {
  const { status, data, errors } = await ask(asker.url, together, { headers: asker.headers });
  if (status === 200 && !errors) return asks.map(({ path }) => describe(data, path));
  if (status === 401 || status === 403) return asks.map(() => String(status));
  const [error] = errors ?? [];
  const isAbove = Array.isArray(error?.path) && error.path.length < (asks[0]?.path.length ?? 0);
  if (status === 200 && isAbove && !asker.asksAlone) return asks.map(() => String(error?.extensions.code));
  const cells: string[] = [];
  for (const question of asks) cells.push(await cell(asker, question));
  return cells;
}

function written(name: string, asks: MatrixAsk[], rows: string[][]): string {
  const lines = [`| | ${askers.map((asker) => asker.name).join(" | ")} |`, `|---${"|---".repeat(askers.length)}|`];
  for (const [index, { row }] of asks.entries()) lines.push(`| ${row} | ${rows[index]?.join(" | ")} |`);
  return `## ${name}\n\n${lines.join("\n")}`;
}

async function cell({ url, headers }: Asker, question: MatrixAsk): Promise<string> {
  if (question.row.startsWith("disconnectAccount")) await addThrowaways();
  const { status, data, errors } = await ask(url, question.document, { headers });
  if (question.row.startsWith("disconnectAccount")) await logInAs(bakery);
  if (status !== 200) return String(status);
  const [error] = errors ?? [];
  if (error) return String(error.extensions.code);
  return describe(data, question.path);
}

function describe(data: unknown, path: readonly string[]): string {
  let at = data;
  for (const [index, name] of path.entries()) {
    if (Array.isArray(at)) at = at[0];
    if (at === null || at === undefined) return "–";
    at = (at as Record<string, unknown>)[name];
    if (index === path.length - 1 && name === "kind" && typeof at === "string") return at;
  }
  if (at === null) return "null";
  return Array.isArray(at) && at.length === 0 ? "[]" : "yes";
}

/** Fills in whatever may be null, so that null in the table means that it may not be seen. */
async function tellEverything(): Promise<void> {
  const { sql } = testApp.app;
  const later = new Date(testApp.clock.now().getTime() + DAY_MS).toISOString();
  await sql`update accounts set reference = 'r', tags = '{t}', note = 'n', website = 'https://bakery.example'`;
  await sql`update account_states set sync_failure_cause = 'INSTAGRAM_UNAVAILABLE', sync_failed_at = now(), next_sync_at = ${later}`;
  await sql`update tokens set refreshed_at = issued_at, next_refresh_at = ${later}, failure_attempts = 1,
    failure_cause = 'INSTAGRAM_UNAVAILABLE', failure_first_at = now(), failure_last_at = now()`;
  await sql`update media set alt_text = 'a', hashtags = '{h}', mentions = '{m}', caption = 'c'`;
  const idOf = async (account: string, skip: number) => {
    const [row] = await sql<{ id: string }[]>`select id from media where account_id = ${account}
      and media_type = 'CAROUSEL_ALBUM' and parent_id is null order by timestamp desc offset ${skip} limit 1`;
    return row?.id ?? "";
  };
  [album, hidden, foreign] = [await idOf(bakery, 0), await idOf(bakery, 1), await idOf(florist, 0)];
  await sql`update media set hidden = true where id = ${hidden}`;
  permalink = (await sql<[{ permalink: string }]>`select permalink from media where id = ${album}`)[0].permalink;
  const link = `mutation { createConnectLink(input: { label: "l", reference: "r", accountId: "${bakery}" }) { url } }`;
  const url = await testApp.serve();
  await ask(url, link, AS_OPERATOR);
  const input = `{ slug: "matrix", title: "Matrix", sources: [{ accountId: "${bakery}" }], rules: [
    { action: INCLUDE, label: "l", match: { accountIds: ["${bakery}"], accountTags: ["t"], hashtag: ["h"] } }] }`;
  const { data } = await ask(url, `mutation { createFeed(input: ${input}) { id } }`, AS_OPERATOR);
  feed = data.createFeed.id;
  await ask(url, `mutation { pinPost(feedId: "${feed}", mediaId: "${album}", place: 1) { id } }`, AS_OPERATOR);
}

async function findRows(): Promise<KnownArguments> {
  const { sql } = testApp.app;
  const [row] = await sql<Record<string, string>[]>`select
    (select id from api_keys order by created_at desc, id desc limit 1) as "apiKey",
    (select id from connect_links limit 1) as "connectLink",
    (select id from events where account_id is not null order by at desc, id desc limit 1) as "event",
    (select id from operators limit 1) as "operator"`;
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, id]) => [`Query.${name}`, `(id: "${id}")`]));
}

/** Accounts that may go: one is the owner's, the other somebody else's. */
async function addThrowaways(): Promise<void> {
  for (const id of ["acc_own", "acc_throwaway"]) {
    await testApp.app.sql`insert into accounts (id, sandbox, app_id, scoped_id, username, username_folded, connected_at)
      values (${id}, true, 'x', ${id}, ${id}, ${id}, now()) on conflict do nothing`;
  }
  await insertStates(testApp.app.sql);
  await logInAs("acc_own");
}

/** The same database where anybody may read. */
async function servePublicly(app: OpenAppContext): Promise<string> {
  const server = await createServer(app);
  closers.push(
    () => server.close(),
    () => app[Symbol.asyncDispose](),
  );
  return await server.listen({ port: 0, host: "127.0.0.1" });
}

async function logInAs(accountId: string): Promise<void> {
  owner.cookie = `${ownerCookie(testApp.app.config)}=${(await openSession(testApp.app, accountId)).reveal()}`;
}
