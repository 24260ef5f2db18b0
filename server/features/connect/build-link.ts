import type { AppContext } from "../../app-context.js";
import type { ConnectLinkRow } from "../../db/schema/connect-links.js";
import { DAY_MS } from "../../lib/clock.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf, newId, randomToken } from "../../lib/id.js";
import { checkReference, checkText } from "../accounts/validate-labels.js";

const LABEL_MAX = 200;
const LIFE_DAYS = 7;
const LIFE_DAYS_MAX = 30;

export interface LinkInput {
  label: string | null;
  /** Only this account may be connected with it. */
  accountId: string | null;
  reference: string | null;
  /** Null: in 7 days. */
  expiresAt: Date | null;
}

/** A link and its address, which is known only here: the row holds a hash. */
export interface CreatedLink {
  connectLink: ConnectLinkRow;
  url: string;
}

/** When a link is made, and its position among those that are made with it. */
type Origin = Pick<ConnectLinkRow, "createdAt" | "position">;

/**
 * A link that is not kept yet.
 *
 * @throws {ApiError} BAD_USER_INPUT when it would end in the past or in more than 30 days, or a text is too long
 */
export function buildLink({ config }: AppContext, input: LinkInput, { createdAt: now, position }: Origin): CreatedLink {
  const expiresAt = input.expiresAt ?? new Date(now.getTime() + LIFE_DAYS * DAY_MS);
  if (expiresAt <= now || expiresAt.getTime() > now.getTime() + LIFE_DAYS_MAX * DAY_MS) {
    throw new ApiError("BAD_USER_INPUT", `\`expiresAt\` is ${expiresAt.toISOString()}.`, {
      nextStep: `Name an instant that is still to come, at most ${LIFE_DAYS_MAX} days ahead.`,
    });
  }
  const invite = randomToken();
  const connectLink: ConnectLinkRow = {
    id: newId("link"),
    sandbox: config.mode === "sandbox",
    hash: hashOf(invite),
    label: checkText("label", input.label, LABEL_MAX),
    accountId: input.accountId,
    reference: checkReference(input.reference),
    createdAt: now,
    position,
    expiresAt,
    usedAt: null,
    usedByAccountId: null,
    revokedAt: null,
  };
  return { connectLink, url: `${config.publicUrl}/oauth/start?invite=${invite}` };
}
