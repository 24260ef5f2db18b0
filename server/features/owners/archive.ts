import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { makeZip } from "client-zip";
import type { AppContext } from "../../app-context.js";
import { requireAccount } from "../accounts/require-account.js";
import { exportAssetsInBatches } from "../assets/export-assets.js";
import { describeActor, listEvents } from "../audit/list-events.js";
import { exportMediaInBatches } from "../media/export-media.js";
import { exportToken } from "../tokens/export-token.js";
import type { Owner } from "./session.js";

const EVENTS_MAX = 1_000;

/**
 * The stored data of an owner's account as one ZIP archive: JSON and pictures, but no token or signed address. Streams
 * rows and pictures, so that an account of any size needs little memory. If the account is erased meanwhile, the stream
 * fails: half an archive must not look whole.
 */
export function createArchive(app: AppContext, owner: Owner): Readable {
  return Readable.fromWeb(makeZip(entries(app, owner)) as ReadableStream<Uint8Array>);
}

interface Entry {
  name: string;
  input: string | Buffer | AsyncIterable<string | Buffer>;
  lastModified: Date;
}

async function* entries(app: AppContext, owner: Owner): AsyncGenerator<Entry> {
  const lastModified = app.clock.now();
  const counts = { posts: 0, pictures: 0, picturesMissing: 0 };
  yield { name: "README.txt", input: README, lastModified };
  yield { name: "account.json", input: json(await accountOf(app, owner)), lastModified };
  yield { name: "events.json", input: json(await eventsOf(app, owner)), lastModified };
  yield { name: "posts.json", input: postsOf(app, owner, counts), lastModified };
  for await (const assets of exportAssetsInBatches(app, owner.accountId)) {
    for (const asset of assets) {
      const input = await asset.open();
      if (input === null) counts.picturesMissing++;
      else yield* one({ name: `pictures/${asset.name}`, input, lastModified });
      counts.pictures += input === null ? 0 : 1;
    }
    await requireAccount(app, owner, owner.accountId);
  }
  await requireAccount(app, owner, owner.accountId);
  yield { name: "contents.json", input: json({ exportedAt: lastModified, ...counts }), lastModified };
}

async function* one(entry: Entry): AsyncGenerator<Entry> {
  try {
    yield entry;
  } finally {
    if (entry.input instanceof Readable) entry.input.destroy();
  }
}

async function accountOf(app: AppContext, owner: Owner) {
  const row = await requireAccount(app, owner, owner.accountId);
  const { id, userId, scopedId, exchangeUserId, username, name, biography, website, accountType } = row;
  const { followersCount, followsCount, mediaCount, paused, connectedAt, syncedAt } = row;
  const { accountId: _account, ...access } = (await exportToken(app, id)) ?? { accountId: id };
  return {
    id,
    instagramIds: { userId, scopedId, exchangeUserId },
    profile: { username, name, biography, website, accountType, followersCount, followsCount, mediaCount },
    ...{ paused, connectedAt, syncedAt, access },
  };
}

async function eventsOf(app: AppContext, { accountId }: Owner) {
  const page = { filter: { accountId }, first: EVENTS_MAX, after: null, offset: 0 };
  const { nodes } = await listEvents(app, page);
  return nodes.map(({ at, actor, action, outcome }) => ({ at, actor: describeActor(actor).kind, action, outcome }));
}

async function* postsOf(app: AppContext, owner: Owner, counts: { posts: number }): AsyncGenerator<string> {
  yield "[";
  for await (const batch of exportMediaInBatches(app, owner.accountId)) {
    const comma = counts.posts > 0 ? "," : "";
    yield `${comma}\n${batch.map((post) => JSON.stringify(post)).join(",\n")}`;
    counts.posts += batch.length;
    await requireAccount(app, owner, owner.accountId);
  }
  yield "\n]\n";
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const README = `This is everything that the server stores of your Instagram account.

account.json   your profile, Instagram's ids of it, and the state of the access that you gave; never the access token
events.json    what was done to the account on this server, newest first, at most ${EVENTS_MAX} entries
posts.json     your posts, and the parts of albums (parentId is the album)
pictures/      copies of your pictures, named by the post's id; "profile" is your portrait
contents.json  how many posts and pictures this archive holds; it is the last file, so without it the download broke off

Notes that the operators wrote about your account are not here: ask them. Times are in UTC.
`;
