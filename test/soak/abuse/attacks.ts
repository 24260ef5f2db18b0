import { randomBytes, randomInt } from "node:crypto";
import type { Sent } from "./send.js";

/** What the attackers know. */
export interface Known {
  publishableKey: string;
  secretKey: string;
  accountIds: string[];
}

const word = () => randomBytes(6).toString("hex");
const times = (count: number, part: (place: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(" ");
const ask = (query: string, variables?: Record<string, unknown>): Sent => ({ body: { query, variables } });

/**
 * Each attack, by what it aims at. They run side by side, each one request after the other, so that the server decides how
 * much of each it lets itself be given.
 */
export const ATTACKS: Record<string, (known: Known) => Sent> = {
  "a megabyte to remember": () =>
    ask(`query Q${word()}($s:String){viewer{kind account{media(search:$s,first:1){id}}}}`, {
      s: word() + "x".repeat(900_000),
    }),
  "many small texts to remember": () =>
    ask(`query Q${randomInt(40)}($s:String){viewer{kind} account(username:"shop.1"){media(search:$s,first:1){id}}}`, {
      s: word() + "y".repeat(randomInt(80)),
    }),
  "a text to fold, 300 times": () =>
    ask(`query($t:[String!]){viewer{account{${times(300, (n) => `a${n}:media(hashtag:$t,first:1){id}`)}}}}`, {
      t: ["i\u0307".repeat(300_000)],
    }),
  "a megabyte in the document": () => ask(`{account(username:"${"z".repeat(900_000)}"){id}}`),
  "statements to prepare": () => {
    const name = word();
    const field = (n: number) =>
      `d${name}_${n}:mediaConnection(first:1,search:"a",hashtag:["x"]){totalCount nodes{id caption children{id}}}`;
    return ask(`{account(username:"shop.1"){${times(45, field)}}}`);
  },
  "a search of everything, 330 times": () =>
    ask(`{${times(330, (n) => `a${n}:mediaConnection(first:1,search:"zzzq"){totalCount}`)}}`),
  "a search of everything": () => ask(`{mediaConnection(first:1,search:"${word()}"){totalCount}}`),
  "a count, and away": () => ({ ...ask(`{mediaConnection(first:1){totalCount}}`), leaveAfterMs: 200 }),
  "the most liked of all": () => ask(`{media(first:100,orderBy:MOST_LIKED){id caption children{id}}}`),
  "1,600 captions of each post": () =>
    ask(`{account(username:"shop.2"){media(first:60){${times(1_600, (n) => `c${n}:caption`)}}}}`),
  "lists of lists": () =>
    ask(`{media(first:100){account{media(first:100){account{media(first:100){account{media(first:100){id}}}}}}}}`),
  "fifty lists of one account": () =>
    ask(`{account(username:"shop.3"){${times(50, (n) => `a${n}:media(first:1){id}`)}}}`),
  "the schema, 50 times": () =>
    ask(`{${times(50, (n) => `s${n}:__schema{types{name description fields{name description}}}`)}}`),
  "new operation names": () => ask(`query ${word()}{viewer{kind}}`),
  "new persisted queries": () => ({
    body: { extensions: { persistedQuery: { version: 1, sha256Hash: randomBytes(32).toString("hex") } } },
  }),
  "unknown keys": () => ({
    ...ask("{viewer{kind}}"),
    headers: { authorization: `Bearer sk_${word()}${word()}${word()}` },
  }),
  "wrong passwords": () => ({ path: "/auth/sign-in", body: { email: `${word()}@x.example`, password: word() } }),
  "one key, refreshing for ever": ({ secretKey, accountIds }) => ({
    ...ask(`mutation{syncAccount(accountId:"${accountIds[randomInt(accountIds.length)]}"){stale}}`),
    headers: { authorization: `Bearer ${secretKey}` },
  }),
  "consents that nobody finishes": () => ({ path: "/oauth/start" }),
  "returns that nobody began": () => ({ path: `/oauth/callback?code=${word()}&state=${word()}` }),
  "preflights from everywhere": () => ({
    method: "OPTIONS",
    headers: { origin: `https://${word()}.example`, "access-control-request-method": "POST" },
  }),
  "a foreign page with the site's key": ({ publishableKey }) => ({
    ...ask("{viewer{kind}}"),
    headers: { "x-api-key": publishableKey, origin: `https://${word()}.example` },
  }),
  "pictures that never were": () => ({ path: `/files/${randomBytes(20).toString("hex")}?w=${randomInt(2_000)}` }),
  "odd hosts": () => ({
    path: "/graphql?query=%7Bviewer%7Bkind%7D%7D",
    headers: { host: ODD[randomInt(ODD.length)] ?? "" },
  }),
  "odd bodies": () => ({ body: ODD_BODIES[randomInt(ODD_BODIES.length)] ?? "" }),
  "odd addresses": () => ({ path: `/${ODD_PATHS[randomInt(ODD_PATHS.length)]}` }),
};

const ODD = ["[", "%", "exa mple", "a:b:c", "x".repeat(4_000)];
const ODD_BODIES = [
  "",
  "[]",
  "null",
  '"x"',
  "{",
  '{"query":1}',
  '{"query":"{viewer{kind}}","operationName":""}',
  "[".repeat(50_000),
];
const ODD_PATHS = [
  "%",
  "%E0%A4%A",
  "graphql?query=%",
  `files/${"../".repeat(40)}etc/passwd`,
  "x".repeat(9_000),
  "admin/%00",
];
