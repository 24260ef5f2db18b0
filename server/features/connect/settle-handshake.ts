import type { AppContext } from "../../app-context.js";
import { InstagramError } from "../../instagram/errors.js";
import { toApiError } from "../../instagram/to-api-error.js";
import { settleRevocation } from "../tokens/settle-revocation.js";

/** Others fail too: the app is the cause. A rejection despite full consent: the app may read only testers. */
export async function settleState(app: AppContext, error: unknown): Promise<unknown> {
  if (!(error instanceof InstagramError)) return error;
  const failure = await settleRevocation(app, null, error);
  return toApiError(isForTestersOnly(failure) ? asNotATester(failure) : failure);
}

function isForTestersOnly({ failureCause, code, message }: InstagramError): boolean {
  // Without an Instagram code, Darkroom itself found the permission missing.
  if (failureCause === "PERMISSION_MISSING") return code !== null;
  return failureCause === "INSTAGRAM_REJECTED" && code === 100 && /unsupported request - method type/i.test(message);
}

function asNotATester({ status, code, subcode, traceId, message }: InstagramError): InstagramError {
  return new InstagramError(message, { failureCause: "NOT_A_TESTER", status, code, subcode, traceId });
}
