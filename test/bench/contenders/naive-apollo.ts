import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { and, arrayOverlaps, asc, count, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import {
  Arg,
  Args,
  ArgsType,
  buildSchema,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from "type-graphql";
import { type AccountRow, accounts } from "../../../server/db/schema/accounts.js";
import { MediaType, media } from "../../../server/db/schema/media.js";
import { FILES_URL } from "../peer-views.js";
import { report } from "../report.js";

/** A0: Apollo, type-graphql and drizzle as their tutorials show them: a statement a field, every column. */
const { databaseUrl } = JSON.parse(process.env.BENCH ?? "{}") as { databaseUrl: string };
const db = drizzle(postgres(databaseUrl, { max: 10, onnotice: () => undefined }));

registerEnumType(MediaType, { name: "MediaType" });

@ObjectType()
class Media {
  @Field(() => ID) id!: string;
  accountId!: string;
  mediaKey!: string;
  @Field(() => MediaType) mediaType!: string;
  @Field(() => String, { nullable: true }) caption!: string | null;
  @Field(() => String, { nullable: true }) permalink!: string | null;
  @Field(() => Date) timestamp!: Date;
  @Field(() => Int, { nullable: true }) likeCount!: number | null;
  @Field(() => Int, { nullable: true }) commentsCount!: number | null;
}

@ObjectType()
class Account {
  @Field(() => ID) id!: string;
  @Field(() => String) username!: string;
}

@ObjectType()
class AccountList {
  @Field(() => [Account]) nodes!: AccountRow[];
}

@ObjectType()
class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => String, { nullable: true }) endCursor!: string | undefined;
}

@ObjectType()
class MediaConnection {
  accountId!: string;
  @Field(() => [Media]) nodes!: Media[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
}

@ArgsType()
class MediaArgs {
  @Field(() => MediaType, { nullable: true }) type?: string;
  @Field(() => [String], { nullable: true }) hashtag?: string[];
  @Field(() => Int, { defaultValue: 25 }) first!: number;
}

function postsWhere(...conditions: (SQL | undefined)[]) {
  return and(isNull(media.parentId), isNull(media.removedAt), eq(media.hidden, false), ...conditions);
}

function postsOf(accountIds: string[], first: number, ...conditions: (SQL | undefined)[]): Promise<Media[]> {
  return db
    .select()
    .from(media)
    .where(postsWhere(inArray(media.accountId, accountIds), ...conditions))
    .orderBy(desc(media.timestamp), desc(media.id))
    .limit(first);
}

@Resolver(() => Account)
class AccountResolver {
  @Query(() => Account, { nullable: true })
  async account(@Arg("username", () => String) username: string) {
    return (await db.select().from(accounts).where(eq(accounts.usernameFolded, username)).limit(1))[0];
  }

  @Query(() => AccountList)
  async accounts(@Arg("first", () => Int) first: number, @Arg("offset", () => Int) offset: number) {
    const newest = [desc(accounts.connectedAt), desc(accounts.id)];
    return {
      nodes: await db
        .select()
        .from(accounts)
        .orderBy(...newest)
        .limit(first)
        .offset(offset),
    };
  }

  @FieldResolver(() => [Media])
  media(@Root() { id }: AccountRow, @Args(() => MediaArgs) { type, hashtag, first }: MediaArgs) {
    const isOfType = type ? eq(media.mediaType, type) : undefined;
    return postsOf([id], first, isOfType, hashtag && arrayOverlaps(media.hashtags, hashtag));
  }

  @FieldResolver(() => MediaConnection)
  async mediaConnection(
    @Root() { id: accountId }: AccountRow,
    @Arg("first", () => Int) first: number,
    @Arg("after", () => String, { nullable: true }) after: string | undefined,
  ) {
    const [at, id] = after?.split(" ") ?? [];
    const isBeyond = after
      ? sql`(${media.timestamp}, ${media.id}) < (${at}::text::timestamptz, ${id}::text)`
      : undefined;
    const posts = await postsOf([accountId], first + 1, isBeyond);
    const nodes = posts.slice(0, first);
    const last = nodes.at(-1);
    const endCursor = last && `${last.timestamp.toISOString()} ${last.id}`;
    return { accountId, nodes, pageInfo: { hasNextPage: posts.length > first, endCursor } };
  }
}

@Resolver(() => MediaConnection)
class MediaConnectionResolver {
  @FieldResolver(() => Int)
  async totalCount(@Root() { accountId }: MediaConnection) {
    const [row] = await db
      .select({ count: count() })
      .from(media)
      .where(postsWhere(eq(media.accountId, accountId)));
    return row?.count;
  }
}

@Resolver(() => Media)
class MediaResolver {
  @Query(() => [Media])
  media(@Arg("accountIds", () => [ID]) accountIds: string[], @Arg("first", () => Int) first: number) {
    return postsOf(accountIds, first);
  }

  @FieldResolver(() => String)
  mediaUrl(@Root() { mediaKey }: Media) {
    return `${FILES_URL}${mediaKey}`;
  }

  @FieldResolver(() => [Media])
  children(@Root() { accountId, id }: Media) {
    return db
      .select()
      .from(media)
      .where(and(eq(media.accountId, accountId), eq(media.parentId, id)))
      .orderBy(asc(media.position));
  }
}

const schema = await buildSchema({
  resolvers: [AccountResolver, MediaConnectionResolver, MediaResolver],
  validate: false,
});
const { url } = await startStandaloneServer(new ApolloServer({ schema }), { listen: { port: 0, host: "127.0.0.1" } });
report(Number(new URL(url).port));
