import type { Secret } from "../lib/secret.js";
import { ask } from "./ask.js";
import { askFields } from "./ask-fields.js";
import type { CallOptions } from "./client.js";
import { type Edge, graphEndpoint, withQuery } from "./edge.js";
import { fieldsOf, type LeftOut } from "./fields.js";
import { type InstagramProfile, profileShape } from "./shapes.js";

/** The profile that a token belongs to, as much as Instagram tells of it. */
export async function readProfile(edge: Edge, token: Secret, { signal }: CallOptions): Promise<InstagramProfile> {
  const askOnce = (leftOut: LeftOut) =>
    ask(edge, {
      call: "readProfile",
      request: () => ({
        url: withQuery(graphEndpoint(edge, "me"), { fields: fieldsOf("profile", leftOut).join(",") }),
        bearer: token,
      }),
      shape: profileShape,
      bytesMax: 1_000_000,
      secrets: [token],
      signal,
    });
  const { answer } = await askFields(edge, {
    lists: ["profile"],
    // Some grants may not read `user_id`, which is refused in the words of a missing permission.
    guess: ({ isDoubtful, code }) => (isDoubtful && code === 100 ? ["profile.user_id"] : []),
    ask: askOnce,
    askSurely: askOnce,
  });
  return answer;
}
