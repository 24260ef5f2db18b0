import type { AppContext } from "../../app-context.js";
import { InstagramError } from "../../instagram/errors.js";
import { toApiError } from "../../instagram/to-api-error.js";
import { settleRevocation } from "../tokens/settle-revocation.js";

/**
 * Why an OAuth flow failed, as the answer to the person. A refusal that others meet alike is the app's. One that comes although
 * the person has agreed to everything means that the account is no tester of an app that may read its testers' only.
 */
export async function settleState(app: AppContext, error: unknown): Promise<unknown> {
  if (!(error instanceof InstagramError)) return error;
  const failure = await settleRevocation(app, null, error);
  return toApiError(isForTestersOnly(failure) ? asNotATester(failure) : failure);
}

function isForTestersOnly({ failureCause, code, message }: InstagramError): boolean {
  // Without a code it is our own word that the person left a permission out.
  if (failureCause === "PERMISSION_MISSING") return code !== null;
  return failureCause === "INSTAGRAM_REJECTED" && code === 100 && /unsupported request - method type/i.test(message);
}

function asNotATester({ status, code, subcode, traceId, message }: InstagramError): InstagramError {
  return new InstagramError(message, { failureCause: "NOT_A_TESTER", status, code, subcode, traceId });
}
