import type { AppContext } from "../../app-context.js";
import { seal } from "../../lib/seal.js";
import { Secret } from "../../lib/secret.js";
import { alertSubject } from "./compose-message.js";
import { encryptionContext, openMessage } from "./deliver.js";
import { dropSealedMessage, replaceSealedMessage, selectSealedMessages } from "./delivery-store.js";
import type { Message } from "./message.js";

const MESSAGES_MAX = 10_000;

/** Returns from how many. Drops messages without other alerts; one that cannot be decrypted stays unsent. */
export async function removeFromMessages(app: AppContext, accountId: string): Promise<number> {
  let count = 0;
  for (const { id, sealed } of await selectSealedMessages(app.db, MESSAGES_MAX)) {
    const message = await openMessage(app, id, sealed);
    if (!message?.items.some(({ account }) => account?.id === accountId)) continue;
    const rest = without(message, accountId);
    const isChanged = rest
      ? await replaceSealedMessage(app.db, { id, from: sealed, to: await sealMessage(app, id, rest) })
      : await dropSealedMessage(app.db, id, "the account that it told of was erased");
    if (isChanged) count++;
  }
  return count;
}

async function sealMessage(app: AppContext, id: string, message: Message): Promise<string> {
  return await seal(app.config.secretKeys, new Secret(JSON.stringify(message)), encryptionContext(id));
}

function without(message: Message, accountId: string): Message | null {
  const counts = { ...message.counts };
  const items = message.items.filter(({ kind, account }) => {
    if (account?.id !== accountId) return true;
    counts[kind] = (counts[kind] ?? 0) - 1;
    return false;
  });
  const left = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  if (Object.keys(left).length === 0) return null;
  return {
    ...message,
    counts: left,
    items,
    accountCount: message.accountCount - 1,
    subject: alertSubject(left, items),
  };
}
