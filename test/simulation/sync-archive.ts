import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { AppContext } from "../../server/app-context.js";
import { syncMedia } from "../../server/features/sync/sync-media.js";
import { readToken } from "../../server/features/tokens/read-token.js";
import type { RunningSandbox } from "../support/sandbox.js";

/** Further from the window's end than what counts as near it: else what is missing may lie behind it. */
const DELETED = 0.0105;
const HEAPS = 10;

interface ArchiveReport {
  /** How many posts were stored after the first full sync. */
  postCount: number;
  /** The room that the second half of the first full sync took, and the first had not. */
  grownBytes: number;
  isRewritten: boolean;
  deletedCount: number;
  removedCount: number;
}

interface Archive {
  app: AppContext;
  sandbox: RunningSandbox;
  /** The connected `archive` of the sandbox's cast, which has so many posts by now. */
  accountId: string;
  postCount: number;
}

/** Syncs all posts, syncs them again, deletes some, and syncs until they are known to be gone. */
export async function syncArchive({ app, sandbox, accountId, postCount }: Archive): Promise<ArchiveReport> {
  const { secret } = await readToken(app, accountId);
  const heaps: number[] = [];
  const pagesEach = postCount / 100 / HEAPS;
  let pages = 0;
  const renewLease = async () => {
    if (heaps.length < HEAPS && ++pages % pagesEach === 0) heaps.push(heapBytes());
    return true;
  };
  const plan = { mode: "EVERYTHING", renewLease, signal: new AbortController().signal } as const;
  const sync = (mediaCount: number) => syncMedia(app, { accountId, token: secret, plan: { ...plan, mediaCount } });
  await sync(postCount);
  const [firstHalf, secondHalf] = [heaps.slice(0, HEAPS / 2), heaps.slice(HEAPS / 2)];
  const [posts] = await app.sql`select count(*)::int as count from media where parent_id is null`;
  const written = await versions(app);
  await sync(postCount);
  const isRewritten = (await versions(app)) !== written;
  const deletedCount = Math.ceil(postCount * DELETED);
  await sandbox.control({ posts: { account: "archive", deleteOldest: deletedCount } });
  for (let count = 0; count < 2; count++) await sync(postCount - deletedCount);
  const [gone] = await app.sql`select count(*)::int as count from media where removed_at is not null`;
  return {
    postCount: posts?.count,
    grownBytes: Math.max(...secondHalf) - Math.max(...firstHalf),
    isRewritten,
    deletedCount,
    removedCount: gone?.count,
  };
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Changes with any row that is written. */
async function versions({ sql }: AppContext): Promise<string> {
  const [row] = await sql<[{ all: string }]>`
    select md5(string_agg(id || ' ' || xmin::text, ',' order by id)) as all from media`;
  return row.all;
}
