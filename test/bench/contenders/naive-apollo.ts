import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { and, desc, eq, isNull } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { accounts } from "../../../server/db/schema/accounts.js";
import { media } from "../../../server/db/schema/media.js";
import { report } from "../report.js";

/** A0: Apollo as the tutorials show it, with drizzle: a statement a field, every column. */
const { databaseUrl } = JSON.parse(process.env.BENCH ?? "{}") as { databaseUrl: string };
const db = drizzle(postgres(databaseUrl, { max: 10, onnotice: () => undefined }));

type Row = { id: string; accountId: string };
interface ListArgs {
  type?: string;
  first: number;
}

const typeDefs = `
  type Query { account(username: String): Account  accounts(first: Int = 25): [Account!]! }
  type Account { id: ID! username: String! status: String media(type: String, first: Int = 25): [Media!]! }
  type Media { id: ID! mediaType: String! caption: String mediaUrl: String thumbnailUrl: String permalink: String
    timestamp: String! likeCount: Int commentsCount: Int hashtags: [String!]! children: [Media!]! }`;

const resolvers = {
  Query: {
    account: async (_: unknown, { username }: { username?: string }) => {
      const found = username ? eq(accounts.usernameFolded, username) : undefined;
      return (await db.select().from(accounts).where(found).orderBy(accounts.connectedAt).limit(1))[0];
    },
    accounts: (_: unknown, { first }: { first: number }) =>
      db.select().from(accounts).orderBy(desc(accounts.connectedAt)).limit(first),
  },
  Account: {
    media: (account: Row, { type, first }: ListArgs) =>
      db
        .select()
        .from(media)
        .where(
          and(
            eq(media.accountId, account.id),
            isNull(media.parentId),
            isNull(media.removedAt),
            type ? eq(media.mediaType, type) : undefined,
          ),
        )
        .orderBy(desc(media.timestamp), desc(media.id))
        .limit(first),
  },
  Media: {
    mediaUrl: ({ mediaKey }: { mediaKey: string }) => `http://localhost:4000/files/${mediaKey}`,
    timestamp: ({ timestamp }: { timestamp: Date }) => timestamp.toISOString(),
    children: (post: Row) =>
      db
        .select()
        .from(media)
        .where(and(eq(media.accountId, post.accountId), eq(media.parentId, post.id)))
        .orderBy(media.position),
  },
};

const { url } = await startStandaloneServer(new ApolloServer({ typeDefs, resolvers }), { listen: { port: 0 } });
report(Number(new URL(url).port));
