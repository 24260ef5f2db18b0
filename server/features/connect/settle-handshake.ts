import type { World } from "../../app-context.js";
import { InstagramFailure } from "../../instagram/errors.js";
import { refusalFrom } from "../../instagram/to-api-error.js";
import { settleRefusal } from "../tokens/settle-refusal.js";

/**
 * Why a handshake failed, as the answer to the person. A refusal that others meet alike is the app's. One that comes although
 * the person has agreed to everything means that the account is no tester of an app that may read its testers' only.
 */
export async function settleState(world: World, error: unknown): Promise<unknown> {
  if (!(error instanceof InstagramFailure)) return error;
  const failure = await settleRefusal(world, null, error);
  return refusalFrom(isForTestersOnly(failure) ? asNotATester(failure) : failure);
}

function isForTestersOnly({ failureCause, code, message }: InstagramFailure): boolean {
  // Without a code it is our own word that the person left a permission out.
  if (failureCause === "PERMISSION_MISSING") return code !== null;
  return failureCause === "INSTAGRAM_REJECTED" && code === 100 && /unsupported request - method type/i.test(message);
}

function asNotATester({ status, code, subcode, traceId, message }: InstagramFailure): InstagramFailure {
  return new InstagramFailure(message, { failureCause: "NOT_A_TESTER", status, code, subcode, traceId });
}
