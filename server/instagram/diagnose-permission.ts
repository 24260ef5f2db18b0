import type { Secret } from "../lib/secret.js";
import { type ClientContext, graphEndpoint, withQuery } from "./client-context.js";
import { InstagramError, type InstagramErrorCause } from "./errors.js";
import { namedFields } from "./field-availability.js";
import { type RetryableRequest, sendRequest } from "./request.js";
import { accountTypeSchema } from "./schemas.js";

/**
 * Sends the request. If the error may mean either a lost permission or a bad call, one `/me` decides: its failure
 * replaces the error; its success blames the account's type or the call.
 * @see instagram-platform, section 7, codes 10, 100 and 200-299
 */
export async function diagnosePermission<T>(
  client: ClientContext,
  token: Secret,
  question: RetryableRequest<T>,
): Promise<T> {
  try {
    return await sendRequest(client, question);
  } catch (failure) {
    if (!(failure instanceof InstagramError) || !failure.isAmbiguous) throw failure;
    const accountType = await readAccountType(client, token, question.signal);
    throw decided(failure, isPersonal(accountType) ? "ACCOUNT_NOT_PROFESSIONAL" : "INSTAGRAM_REJECTED");
  }
}

/** True for an account type that the API does not serve; false for an unknown one. */
export function isPersonal(accountType: string | null): boolean {
  return accountType?.toUpperCase() === "PERSONAL";
}

/** Omits `user_id`, which some grants may not read: an error here must concern the grant itself. */
export async function readAccountType(
  client: ClientContext,
  token: Secret,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const isRefused = client.fields.recall(client.accountId).includes(`profile.${TYPE}`);
  if (isRefused) return await requestMe(client, token, { fields: ["id"], signal });
  try {
    return await requestMe(client, token, { fields: ["id", TYPE], signal });
  } catch (failure) {
    if (!(failure instanceof InstagramError) || namedFields(failure.message, [TYPE]).length === 0) throw failure;
    return await requestMe(client, token, { fields: ["id"], signal });
  }
}

const TYPE = "account_type";

function requestMe(
  client: ClientContext,
  token: Secret,
  { fields, signal }: { fields: readonly string[]; signal: AbortSignal | undefined },
): Promise<string | null> {
  return sendRequest(client, {
    call: "readProfile",
    request: () => ({ url: withQuery(graphEndpoint(client, "me"), { fields: fields.join(",") }), bearer: token }),
    shape: accountTypeSchema,
    names: fields,
    bytesMax: 1_000_000,
    secrets: [token],
    signal,
  });
}

export function decided({ message, ...details }: InstagramError, failureCause: InstagramErrorCause): InstagramError {
  return new InstagramError(message, { ...details, failureCause, isAmbiguous: false, nextStep: undefined });
}
