import { COMMON_TAG } from "../support/seed.js";
import { OPERATOR_TOKEN } from "./bench-config.js";
import { FILES_URL } from "./peer-views.js";

/** One question, as each kind of server takes it. All take the same variables. */
export interface Case {
  name: string;
  /** For Darkroom, Mercurius and the naive Apollo, whose schemas are alike. */
  query: string;
  postgraphile: string;
  /** The bare statement: its result is the response's text. */
  statement: string;
  /** The variables of the statement, in its order. */
  params: string[];
  variables: (n: number, accounts: number) => Variables;
  /** Asked once before; the `endCursor` of its response becomes `after`. */
  before?: Pick<Case, "query" | "postgraphile" | "statement" | "params">;
  headers?: Record<string, string>;
}

export type Variables = Record<string, unknown>;

/** Different accounts, far apart, so that neither Postgres nor a cache sees the same one twice in a row. */
function usernameOf(n: number, accounts: number): string {
  return `shop.${numberOf(n, accounts)}`;
}

function numberOf(n: number, accounts: number): number {
  return 1 + ((n * 151) % accounts);
}

const SHOWN = "parent_id is null and removed_at is null and not hidden";
const NEWEST = "order by timestamp desc, id desc";
const ACCOUNT =
  "(select id from accounts where username_folded = $1 order by coalesce(named_at, connected_at) desc, id limit 1)";
const URL = `'${FILES_URL}' || media_key as "mediaUrl"`;
const ISO = `to_char(timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const CURSOR = `${ISO} || ' ' || id`;
const PARTS = `(select coalesce(json_agg(p), '[]'::json) from (select id, ${URL} from media part
  where part.account_id = m.account_id and part.parent_id = m.id and removed_at is null and not hidden order by position) p)`;

/** `{"data":{path…: expression}}` as text. */
function answer(path: string[], expression: string): string {
  const json = path.reduceRight((inner, key) => `json_build_object('${key}', ${inner})`, expression);
  return `select json_build_object('data', ${json})::text as answer`;
}

function list(select: string, where: string): string {
  return `(select coalesce(json_agg(r), '[]'::json) from (select ${select} from media m where account_id = ${ACCOUNT} and ${SHOWN} and ${where} ${NEWEST} limit $2) r)`;
}

/** A page of posts, of which one more is read to know whether there is a next one. */
function page(where: string, limit: string): string {
  return answer(
    ["account", "mediaConnection"],
    `(select json_build_object('nodes', coalesce(json_agg(json_build_object('id', id, 'mediaUrl', url, 'timestamp', at)) filter (where n <= ${limit}), '[]'::json),
      'pageInfo', json_build_object('hasNextPage', count(*) > ${limit}, 'endCursor', max(cursor) filter (where n = ${limit})))
      from (select id, '${FILES_URL}' || media_key as url, ${ISO} as at, ${CURSOR} as cursor, row_number() over (${NEWEST}) as n
        from media where account_id = ${ACCOUNT} and ${SHOWN} and ${where} ${NEWEST} limit ${limit}::int + 1) r)`,
  );
}

export const CASES: Case[] = [
  {
    name: "hot",
    query: `query ($username: String!, $first: Int!) {
      account(username: $username) { media(type: IMAGE, first: $first) { mediaUrl } } }`,
    postgraphile: `query ($username: String!, $first: Int!) { accountByUsernameFolded(usernameFolded: $username) {
      posts(condition: { mediaType: "IMAGE" }, first: $first, orderBy: [TIMESTAMP_DESC, ROW_ID_DESC]) { nodes { mediaUrl } } } }`,
    statement: answer(["account", "media"], list(URL, "media_type = 'IMAGE'")),
    params: ["username", "first"],
    variables: (n, accounts) => ({ username: usernameOf(n, accounts), first: 25 }),
  },
  {
    name: "full",
    query: `query ($username: String!, $first: Int!) { account(username: $username) { media(first: $first) {
      id mediaType caption mediaUrl permalink timestamp likeCount commentsCount children { id mediaUrl } } } }`,
    postgraphile: `query ($username: String!, $first: Int!) { accountByUsernameFolded(usernameFolded: $username) {
      posts(first: $first, orderBy: [TIMESTAMP_DESC, ROW_ID_DESC]) { nodes {
        id: rowId mediaType caption mediaUrl permalink timestamp likeCount commentsCount
        children(orderBy: [POSITION_ASC]) { nodes { id: rowId mediaUrl } } } } } }`,
    statement: answer(
      ["account", "media"],
      list(
        `id, media_type as "mediaType", caption, ${URL}, permalink, ${ISO} as timestamp, like_count as "likeCount", comments_count as "commentsCount", ${PARTS} as children`,
        "true",
      ),
    ),
    params: ["username", "first"],
    variables: (n, accounts) => ({ username: usernameOf(n, accounts), first: 25 }),
  },
  {
    name: "admin 50 x 10",
    query: `query ($first: Int!, $offset: Int!) { accounts(first: $first, offset: $offset) { nodes {
      id username media(first: 10) { id mediaType mediaUrl timestamp } } } }`,
    postgraphile: `query ($first: Int!, $offset: Int!) {
      allAccounts(first: $first, offset: $offset, orderBy: [CONNECTED_AT_DESC, ROW_ID_DESC]) { nodes {
        id: rowId username posts(first: 10, orderBy: [TIMESTAMP_DESC, ROW_ID_DESC]) { nodes { id: rowId mediaType mediaUrl timestamp } } } } }`,
    statement: answer(
      ["accounts", "nodes"],
      `(select json_agg(r) from (select id, username, (select json_agg(p) from (
        select id, media_type as "mediaType", ${URL}, ${ISO} as timestamp from media m
        where m.account_id = a.id and ${SHOWN} order by m.timestamp desc, m.id desc limit 10) p) as media
      from accounts a where not sandbox order by connected_at desc, id desc limit $1 offset $2) r)`,
    ),
    params: ["first", "offset"],
    variables: (n) => ({ first: 50, offset: (n % 4) * 50 }),
    headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
  },
  {
    name: "merged, 5 accounts",
    query: "query ($ids: [ID!]!, $first: Int!) { media(accountIds: $ids, first: $first) { id mediaUrl timestamp } }",
    postgraphile: `query ($ids: [String]!, $first: Int!) {
      postsOf(accountIds: $ids, first: $first) { nodes { id: rowId mediaUrl timestamp } } }`,
    statement: answer(
      ["media"],
      `(select json_agg(r) from (select m.id, "mediaUrl", "timestamp" from unnest($1::text[]) as asked (account_id) cross join lateral (
        select id, ${URL}, timestamp as at, ${ISO} as "timestamp" from media m where m.account_id = asked.account_id and ${SHOWN}
        order by m.timestamp desc, m.id desc limit $2) m order by at desc, m.id desc limit $2) r)`,
    ),
    params: ["ids", "first"],
    variables: (n, accounts) => ({
      ids: Array.from({ length: 5 }, (_, index) => `acc_${numberOf(n * 5 + index, accounts)}`),
      first: 25,
    }),
  },
  {
    name: "hashtag in an account",
    query: `query ($username: String!, $hashtag: [String!]!, $first: Int!) {
      account(username: $username) { media(hashtag: $hashtag, first: $first) { id mediaUrl } } }`,
    postgraphile: `query ($username: String!, $hashtag: [String]!, $first: Int!) {
      accountByUsernameFolded(usernameFolded: $username) {
        withHashtag(hashtag: $hashtag, first: $first) { nodes { id: rowId mediaUrl } } } }`,
    // Not by `&&`, for which Postgres would read the posts of all accounts with this hashtag from its index.
    statement: answer(["account", "media"], list(`id, ${URL}`, "(hashtags && $3::text[]) is true")),
    params: ["username", "first", "hashtag"],
    variables: (n, accounts) => ({ username: usernameOf(n, accounts), hashtag: [COMMON_TAG], first: 25 }),
  },
  {
    name: "page at depth 71",
    query: `query ($username: String!, $first: Int!, $after: String) { account(username: $username) {
      mediaConnection(first: $first, after: $after) { nodes { id mediaUrl timestamp } pageInfo { hasNextPage endCursor } } } }`,
    postgraphile: `query ($username: String!, $first: Int!, $after: Cursor) {
      accountByUsernameFolded(usernameFolded: $username) {
        posts(first: $first, after: $after, orderBy: [TIMESTAMP_DESC, ROW_ID_DESC]) {
          nodes { id: rowId mediaUrl timestamp } pageInfo { hasNextPage endCursor } } } }`,
    statement: page("(timestamp, id) < (split_part($3, ' ', 1)::timestamptz, split_part($3, ' ', 2))", "$2"),
    params: ["username", "first", "after"],
    variables: (n, accounts) => ({ username: usernameOf(n, accounts), first: 25 }),
    before: {
      query: `query ($username: String!) { account(username: $username) {
        mediaConnection(first: 71) { pageInfo { endCursor } } } }`,
      postgraphile: `query ($username: String!) { accountByUsernameFolded(usernameFolded: $username) {
        posts(first: 71, orderBy: [TIMESTAMP_DESC, ROW_ID_DESC]) { pageInfo { endCursor } } } }`,
      statement: page("true", "71"),
      params: ["username"],
    },
  },
  {
    name: "count",
    query: `query ($username: String!, $first: Int!) { account(username: $username) {
      mediaConnection(first: $first) { totalCount nodes { id mediaUrl } } } }`,
    postgraphile: `query ($username: String!, $first: Int!) { accountByUsernameFolded(usernameFolded: $username) {
      posts(first: $first, orderBy: [TIMESTAMP_DESC, ROW_ID_DESC]) { totalCount nodes { id: rowId mediaUrl } } } }`,
    statement: answer(
      ["account", "mediaConnection"],
      `json_build_object('totalCount', (select count(*) from media where account_id = ${ACCOUNT} and ${SHOWN}),
        'nodes', ${list(`id, ${URL}`, "true")})`,
    ),
    params: ["username", "first"],
    variables: (n, accounts) => ({ username: usernameOf(n, accounts), first: 25 }),
  },
];
