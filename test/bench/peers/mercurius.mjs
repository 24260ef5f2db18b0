import Fastify from "fastify";
import { GraphQLScalarType } from "graphql";
import mercurius from "mercurius";
import postgres from "postgres";
import { report } from "./report.mjs";

/*
 * Mercurius with graphql-jit and its loaders: prepared statements of the columns that a type has, one for all accounts or
 * albums of a response.
 */

const { databaseUrl } = JSON.parse(process.env.BENCH ?? "{}");
const sql = postgres(databaseUrl, { max: 10, onnotice: () => undefined });

const schema = `
  scalar DateTime
  enum MediaType { IMAGE VIDEO CAROUSEL_ALBUM }
  type Query {
    account(username: String!): Account
    accounts(first: Int = 25, offset: Int = 0): AccountList
    media(accountIds: [ID!]!, first: Int = 25): [Media!]!
  }
  type AccountList { nodes: [Account!]! }
  type Account {
    id: ID!
    username: String!
    media(type: MediaType, hashtag: [String!], first: Int = 25): [Media!]!
    mediaConnection(first: Int = 25, after: String): MediaConnection!
  }
  type MediaConnection { nodes: [Media!]! pageInfo: PageInfo! totalCount: Int! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Media {
    id: ID! mediaType: MediaType! caption: String mediaUrl: String permalink: String timestamp: DateTime!
    likeCount: Int commentsCount: Int children: [Part!]!
  }
  type Part { id: ID! mediaUrl: String }
`;

const COLUMNS = sql`p.account_id as "accountId", p.id, p.media_type as "mediaType", p.caption, p.media_url as "mediaUrl",
  p.permalink, p.timestamp, p.like_count as "likeCount", p.comments_count as "commentsCount"`;

const resolvers = {
  DateTime: new GraphQLScalarType({ name: "DateTime", serialize: (date) => date.toISOString() }),
  Query: {
    account: async (_, { username }) =>
      (await sql`select id, username from peers.accounts where username_folded = ${username}`)[0],
    accounts: async (_, { first, offset }) => ({
      nodes: await sql`select id, username from peers.accounts order by connected_at desc, id desc
        limit ${first} offset ${offset}`,
    }),
    media: (_, { accountIds, first }) => sql`
      select ${COLUMNS} from unnest(${accountIds}::text[]) as asked (id) cross join lateral (
        select * from peers.posts where account_id = asked.id order by timestamp desc, id desc limit ${first}) p
      order by p.timestamp desc, p.id desc limit ${first}`,
  },
  Account: {
    mediaConnection: async ({ id: accountId }, { first, after }) => {
      const [at, id] = after?.split(" ") ?? ["infinity", ""];
      const posts = await sql`select ${COLUMNS} from peers.posts p
        where account_id = ${accountId} and (timestamp, id) < (${at}::text::timestamptz, ${id})
        order by timestamp desc, id desc limit ${first + 1}`;
      const nodes = posts.slice(0, first);
      const last = nodes.at(-1);
      const endCursor = last && `${last.timestamp.toISOString()} ${last.id}`;
      return { accountId, nodes, pageInfo: { hasNextPage: posts.length > first, endCursor } };
    },
  },
  MediaConnection: {
    totalCount: async ({ accountId }) =>
      (await sql`select count(*)::int as count from peers.posts where account_id = ${accountId}`)[0].count,
  },
};

const loaders = {
  Account: {
    media: {
      loader: async (queries) => {
        const { type = null, hashtag = null, first } = queries[0].params;
        const ids = queries.map(({ obj }) => obj.id);
        const posts = await sql`
          select ${COLUMNS} from unnest(${ids}::text[]) as asked (id) cross join lateral (
            select * from peers.posts where account_id = asked.id and (${type}::text is null or media_type = ${type})
              and (${hashtag}::text[] is null or (hashtags && ${hashtag}::text[]) is true)
            order by timestamp desc, id desc limit ${first}) p`;
        return groupBy(posts, "accountId", ids);
      },
      opts: { cache: false },
    },
  },
  Media: {
    children: {
      loader: async (queries) => {
        const albums = queries.map(({ obj }) => obj);
        const ids = albums.map(({ id }) => id);
        const parts = await sql`select parent_id as "parentId", id, media_url as "mediaUrl" from peers.parts
          where account_id = any(${albums.map(({ accountId }) => accountId)}::text[]) and parent_id = any(${ids}::text[])
          order by position`;
        return groupBy(parts, "parentId", ids);
      },
      opts: { cache: false },
    },
  },
};

function groupBy(rows, key, ids) {
  const groups = new Map(ids.map((id) => [id, []]));
  for (const row of rows) groups.get(row[key])?.push(row);
  return ids.map((id) => groups.get(id));
}

const server = Fastify();
await server.register(mercurius, { schema, resolvers, loaders, jit: 1 });
const address = await server.listen({ port: 0, host: "127.0.0.1" });
report(Number(new URL(address).port));
