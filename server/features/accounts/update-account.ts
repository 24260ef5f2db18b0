import { type AppContext, inTransaction } from "../../app-context.js";
import { fold } from "../../lib/case-fold.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { requireAccount } from "./require-account.js";
import { changeAccount, type LabelColumns } from "./store.js";
import { checkNote, checkReference, checkTags } from "./validate-labels.js";

/** Omitted fields stay; null clears. */
export interface AccountLabels {
  reference?: string | null;
  tags?: readonly string[] | null;
  note?: string | null;
}

/**
 * Sets the operators' reference, tags and note of an account.
 * @throws {ApiError} NOT_FOUND, and BAD_USER_INPUT for texts that are too long or too many
 */
export async function updateAccount(
  app: AppContext,
  { accountId, labels }: { accountId: string; labels: AccountLabels },
  by: Viewer,
): Promise<void> {
  const columns = labelColumns(labels);
  await requireAccount(app, by, accountId);
  if (Object.keys(columns).length === 0) return;
  await inTransaction(app, async (app) => {
    await changeAccount(app.db, accountId, columns);
    await recordEvent(app, { by, action: "account.updated", accountId });
  });
}

/** @throws {ApiError} BAD_USER_INPUT for texts that are too long or too many */
export function labelColumns({ reference, tags, note }: AccountLabels): LabelColumns {
  return {
    ...(reference === undefined ? {} : referenceColumns(reference)),
    ...(tags === undefined ? {} : { tags: checkTags(tags) }),
    ...(note === undefined ? {} : { note: checkNote(note) }),
  };
}

function referenceColumns(text: string | null) {
  const reference = checkReference(text);
  return { reference, referenceFolded: reference === null ? null : fold(reference) };
}
