import type { ApiKeyRecord } from "../data-provider/api-keys.js";
import { originsIn } from "./validate-origins.js";

/** What a form holds of a key, without what was written for the other kind of key. */
export function inputOf<T extends Partial<ApiKeyRecord>>(form: T): T {
  const isSecret = form.kind === "SECRET";
  return {
    ...form,
    scopes: isSecret ? form.scopes : ["READ"],
    origins: isSecret ? [] : originsIn(form.origins ?? []),
  };
}
