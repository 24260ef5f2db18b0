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
 * Creates a one-time link with which an account's owner connects without signing in. Only this call returns the address.
 *
 * @throws {ApiError} BAD_USER_INPUT for an expiry in the past or beyond 30 days, or a text that is too long
 * @throws {ApiError} NOT_FOUND for an unknown account
 */
export async function createLink(app: AppContext, input: LinkInput, by: Viewer): Promise<CreatedLink> {
  if (input.accountId !== null) await requireAccount(app, by, input.accountId);
  const made = buildLink(app, input, { createdAt: app.clock.now(), position: 0 });
  await storeLinks(app, [made], by);
  return made;
}

/**
 * Creates one link per reference, in order, all or none, in two statements. Duplicate references give two links.
 * @throws {ApiError} BAD_USER_INPUT as `createLink`, for an empty reference, and for none or more than 200
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
      { argument: "references" },
    );
  }
  const empty = references.findIndex((reference) => reference.trim() === "");
  if (empty >= 0)
    throw new ApiError("BAD_USER_INPUT", `\`references\` is empty at place ${empty + 1}.`, { argument: "references" });
  const createdAt = app.clock.now();
  const made = references.map((reference, position) =>
    buildLink(app, { ...input, reference, accountId: null }, { createdAt, position }),
  );
  await storeLinks(app, made, by);
  return made;
}

async function storeLinks(app: AppContext, made: readonly CreatedLink[], by: Viewer): Promise<void> {
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
  accountId: string | null;
  reference: string | null;
  /** Null: in 7 days. */
  expiresAt: Date | null;
}

export interface CreatedLink {
  connectLink: ConnectLinkRow;
  url: string;
}

type Origin = Pick<ConnectLinkRow, "createdAt" | "position">;

/**
 * A link that is not stored yet.
 * @throws {ApiError} BAD_USER_INPUT for an expiry in the past or beyond 30 days, or a text that is too long
 */
function buildLink({ config }: AppContext, input: LinkInput, { createdAt: now, position }: Origin): CreatedLink {
  const expiresAt = input.expiresAt ?? new Date(now.getTime() + LIFE_DAYS * DAY_MS);
  if (expiresAt <= now || expiresAt.getTime() > now.getTime() + LIFE_DAYS_MAX * DAY_MS) {
    throw new ApiError("BAD_USER_INPUT", `\`expiresAt\` is ${expiresAt.toISOString()}.`, {
      argument: "expiresAt",
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
