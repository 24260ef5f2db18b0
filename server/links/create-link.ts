import { checkReference, checkText } from "../accounts/check-words.js";
import { loadAccount } from "../accounts/load-account.js";
import { recordEvent } from "../audit/record-event.js";
import { DAY_MS } from "../lib/clock.js";
import { Refusal } from "../lib/errors.js";
import { hashOf, newId, newSecretText } from "../lib/id.js";
import type { Viewer } from "../viewer.js";
import { inTransaction, type World } from "../world.js";
import { insertLink } from "./store.js";
import type { ConnectLinkRow } from "./table.js";

const LABEL_MAX = 200;
const LIFE_DAYS = 7;
const LIFE_DAYS_MAX = 30;

export interface LinkWish {
  label: string | null;
  /** Only this account may be connected with it. */
  accountId: string | null;
  reference: string | null;
  /** Null: in 7 days. */
  expiresAt: Date | null;
}

/**
 * Makes a one-time address that an account's owner can open without signing in here. It is answered this once.
 *
 * @throws {Refusal} BAD_USER_INPUT when it would end in the past or in more than 30 days, or a text is too long
 * @throws {Refusal} NOT_FOUND when there is no such account
 */
export async function createLink(
  world: World,
  wish: LinkWish,
  by: Viewer,
): Promise<{ connectLink: ConnectLinkRow; url: string }> {
  const now = world.clock.now();
  const expiresAt = wish.expiresAt ?? new Date(now.getTime() + LIFE_DAYS * DAY_MS);
  if (expiresAt <= now || expiresAt.getTime() > now.getTime() + LIFE_DAYS_MAX * DAY_MS) {
    throw new Refusal("BAD_USER_INPUT", `\`expiresAt\` is ${expiresAt.toISOString()}.`, {
      nextStep: `Name an instant that is still to come, at most ${LIFE_DAYS_MAX} days ahead.`,
    });
  }
  if (wish.accountId !== null) await loadAccount(world, by, wish.accountId);
  const invite = newSecretText();
  const link: ConnectLinkRow = {
    id: newId("link"),
    sandbox: world.config.mode === "sandbox",
    hash: hashOf(invite),
    label: checkText("label", wish.label, LABEL_MAX),
    accountId: wish.accountId,
    reference: checkReference(wish.reference),
    createdAt: now,
    expiresAt,
    usedAt: null,
    usedByAccountId: null,
    revokedAt: null,
  };
  await inTransaction(world, async (world) => {
    await insertLink(world.db, link);
    await recordEvent(world, { by, action: "link.created", accountId: link.accountId, subject: link.id });
  });
  return { connectLink: link, url: `${world.config.publicUrl}/oauth/start?invite=${invite}` };
}
