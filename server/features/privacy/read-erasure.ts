import type { AppContext } from "../../app-context.js";
import type { ErasureRow } from "../../db/schema/erasures.js";
import { isCode } from "./confirmation-code.js";
import { selectByCode } from "./erasure-store.js";
import { TEST_CODE } from "./test-request.js";

/** What a status page may show: nothing about the person or the requester. */
export type ErasureStatus = Pick<ErasureRow, "state" | "reason" | "requestedAt" | "erasedAt" | "finishedAt" | "counts">;

export async function readErasure(app: AppContext, code: string): Promise<ErasureStatus | "TEST" | null> {
  if (code === TEST_CODE) return "TEST";
  return isCode(code) ? await selectByCode(app.db, code) : null;
}
