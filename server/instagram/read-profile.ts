import type { Secret } from "../lib/secret.js";
import { ask } from "./ask.js";
import type { CallOptions } from "./client.js";
import { type Edge, graphEndpoint, withQuery } from "./edge.js";
import { refusedField } from "./fields.js";
import { type InstagramProfile, profileShape } from "./shapes.js";

/** The profile that a token belongs to. `userId` is null where Instagram answers `/me` only without it. */
export function readProfile(edge: Edge, token: Secret, { signal }: CallOptions): Promise<InstagramProfile> {
  let asked: string[] = [];
  let isUserIdRefused = false;
  return ask(edge, {
    call: "readProfile",
    request() {
      asked = edge.fields.fieldsOf("profile").filter((field) => field !== "user_id" || !isUserIdRefused);
      return { url: withQuery(graphEndpoint(edge, "me"), { fields: asked.join(",") }), bearer: token };
    },
    adjust(failure) {
      const field = refusedField(failure);
      if (field !== null && asked.includes(field)) return edge.fields.drop("profile", field);
      if (failure.code !== 100 || !asked.includes("user_id")) return false;
      isUserIdRefused = true;
      return true;
    },
    shape: profileShape,
    bytesMax: 1_000_000,
    secrets: [token],
    signal,
  });
}
