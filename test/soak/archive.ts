import { openMonths } from "../simulation/months-app.js";
import { syncArchive } from "../simulation/sync-archive.js";
import type { SoakResult } from "./run.js";

const POSTS = 10_000;
/** What five thousand posts would take that were held in memory is nearly twice as much. */
const GROWN_BYTES_MAX = 5_000_000;

/** As many posts as Instagram lists: read in bounded memory, read again without a write, and what is gone goes. */
export async function soakArchive(databaseUrl: string): Promise<SoakResult> {
  const app = await openMonths(databaseUrl, {});
  try {
    const accountId = await app.connect("archive");
    const line = await syncArchive({ app: app.app(), sandbox: app.sandbox, accountId, postCount: POSTS });
    const isWhole = line.postCount === POSTS && line.grownBytes < GROWN_BYTES_MAX;
    return { line: { ...line }, isGood: isWhole && !line.isRewritten && line.removedCount === line.deletedCount };
  } finally {
    await app.close();
  }
}
