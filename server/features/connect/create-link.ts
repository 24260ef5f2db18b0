import { type AppContext, inTransaction } from "../../app-context.js";
import type { ConnectLinkRow } from "../../db/schema/connect-links.js";
import { DAY_MS } from "../../lib/clock.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf, newId, randomToken } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";
import { requireAccount } from "../accounts/require-account.js";
import { checkReference, checkText } from "../accounts/validate-labels.js";
import { recordEvents } from "../audit/record-event.js";
import { insertLinks } from "./link-store.js";

const LINKS_MAX = 200;

/**
 * Makes a one-time address that an account's owner can open without signing in here. It is answered this once.
 *
 * @throws {ApiError} BAD_USER_INPUT when it would end in the past or in more than 30 days, or a text is too long
 * @throws {ApiError} NOT_FOUND when there is no such account
 */
export async function createLink(app: AppContext, input: LinkInput, by: Viewer): Promise<CreatedLink> {
  if (input.accountId !== null) await requireAccount(app, by, input.accountId);
  const made = buildLink(app, input, { createdAt: app.clock.now(), position: 0 });
  await keepLinks(app, [made], by);
  return made;
}

/**
 * Makes one link for each reference, in their order, all or none: two statements however many. Two of one reference are two
 * links.
 *
 * @throws {ApiError} BAD_USER_INPUT as `createLink`, for a reference that is empty, and for none or more than 200
 */
export async function createLinks(
  app: AppContext,
  { references, ...input }: Pick<LinkInput, "label" | "expiresAt"> & { references: readonly string[] },
  by: Viewer,
): Promise<CreatedLink[]> {
  if (references.length < 1 || references.length > LINKS_MAX) {
    throw new ApiError(
      "BAD_USER_INPUT",
      `\`references\` names ${references.length}; from 1 to ${LINKS_MAX} are allowed.`,
    );
  }
  const empty = references.findIndex((reference) => reference.trim() === "");
  if (empty >= 0) throw new ApiError("BAD_USER_INPUT", `\`references\` is empty at place ${empty + 1}.`);
  const createdAt = app.clock.now();
  const made = references.map((reference, position) =>
    buildLink(app, { ...input, reference, accountId: null }, { createdAt, position }),
  );
  await keepLinks(app, made, by);
  return made;
}

async function keepLinks(app: AppContext, made: readonly CreatedLink[], by: Viewer): Promise<void> {
  const rows = made.map(({ connectLink }) => connectLink);
  await inTransaction(app, async (app) => {
    await insertLinks(app.db, rows);
    await recordEvents(
      app,
      rows.map(({ id, accountId }) => ({ by, action: "link.created", accountId, subject: id })),
    );
  });
}

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
function buildLink({ config }: AppContext, input: LinkInput, { createdAt: now, position }: Origin): CreatedLink {
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
