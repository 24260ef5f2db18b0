import type { Secret } from "../lib/secret.js";
import { ask } from "./ask.js";
import { askFields } from "./ask-fields.js";
import type { CallOptions } from "./client.js";
import { type Edge, graphEndpoint, withQuery } from "./edge.js";
import { InstagramFailure } from "./failures.js";
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
    isGrantAsked: true,
    ask: askAlsoWithoutUserId,
    askSurely: askOnce,
  });
  return answer;

  /** Some grants may not read `user_id`, which is refused in the words of a missing permission. */
  async function askAlsoWithoutUserId(leftOut: LeftOut): Promise<InstagramProfile> {
    try {
      return await askOnce(leftOut);
    } catch (failure) {
      const isAboutGrant = failure instanceof InstagramFailure && failure.isDoubtful && failure.code === 100;
      if (!isAboutGrant || leftOut.has("profile.user_id")) throw failure;
      return await askOnce(new Set([...leftOut, "profile.user_id"]));
    }
  }
}
