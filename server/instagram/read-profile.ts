import type { Secret } from "../lib/secret.js";
import { type ClientContext, graphEndpoint, withQuery } from "./client-context.js";
import { fieldsOf, type LeftOut } from "./field-availability.js";
import { sendRequest } from "./request.js";
import { requestFields } from "./request-fields.js";
import { profileSchema } from "./schemas.js";
import type { CallOptions, ReadProfile } from "./types.js";

const NOTHING: LeftOut = new Set();

export async function readProfile(client: ClientContext, token: Secret, { signal }: CallOptions): Promise<ReadProfile> {
  const requestProfile = (leftOut: LeftOut, tries?: "ONCE") =>
    sendRequest(client, {
      call: "readProfile",
      request: () => ({
        url: withQuery(graphEndpoint(client, "me"), { fields: fieldsOf("profile", leftOut).join(",") }),
        bearer: token,
      }),
      shape: profileSchema,
      names: fieldsOf("profile", leftOut),
      isSingleUse: tries === "ONCE",
      bytesMax: 1_000_000,
      secrets: [token],
      signal,
    });
  const { answer, leftOut } = await requestFields(client, {
    lists: ["profile"],
    // Some grants may not read `user_id`; the error then looks like a missing permission.
    guess: ({ isAmbiguous, code }) => (isAmbiguous && code === 100 ? ["profile.user_id"] : []),
    sendRequest: requestProfile,
    diagnosePermission: requestProfile,
  });
  return { ...answer, isWhole: fieldsOf("profile", leftOut).length === fieldsOf("profile", NOTHING).length };
}
