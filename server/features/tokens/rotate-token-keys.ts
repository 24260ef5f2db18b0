import { type AppContext, serverName } from "../../app-context.js";
import { readDatabaseUrl } from "../../db/database-url.js";
import { selectOtherServers } from "../../db/other-servers.js";
import { seal, sealedUnder } from "../../lib/seal.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { openSealed } from "./read-token.js";
import { encryptionContext } from "./save-token.js";
import { replaceSealed, selectSealed } from "./store.js";

const BATCH = 500;
const BATCHES_MAX = 10_000;

export interface RotatedCount {
  resealedCount: number;
  alreadyCount: number;
  lostAccountIds: string[];
}

/**
 * Encrypts every token anew with the first of SECRET_KEYS, so that the others can be removed. Skips tokens refreshed
 * meanwhile: the server has already encrypted them anew. Safe to run again.
 */
export async function rotateTokenKeys(app: AppContext, by: Viewer): Promise<RotatedCount> {
  const keys = app.config.secretKeys;
  const first = keys[0]?.id;
  const outcome: RotatedCount = { resealedCount: 0, alreadyCount: 0, lostAccountIds: [] };
  let after = "";
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const rows = await selectSealed(app.db, { after, limit: BATCH });
    for (const { accountId, sealed } of rows) {
      after = accountId;
      if (sealedUnder(sealed) === first) {
        outcome.alreadyCount++;
        continue;
      }
      const secret = await openSealed(app, accountId, sealed).catch(() => null);
      if (!secret) {
        outcome.lostAccountIds.push(accountId);
        continue;
      }
      const fresh = await seal(keys, secret, encryptionContext(accountId));
      if (await replaceSealed(app.db, { accountId, from: sealed, to: fresh })) outcome.resealedCount++;
    }
    if (rows.length < BATCH) break;
  }
  await recordEvent(app, { by, action: "secrets.rotated", accountId: null });
  return outcome;
}

export interface OtherServer {
  address: string | null;
  since: string;
}

/** Null behind a pooler, which reuses connections under their previous names. */
export async function findOtherServers({ config, sql }: AppContext): Promise<OtherServer[] | null> {
  if (readDatabaseUrl(config.databaseUrl.reveal()).isPooled) return null;
  return await selectOtherServers(sql, serverName(config.secretKeys));
}
