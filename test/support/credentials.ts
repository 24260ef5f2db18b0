import type { AppContext } from "../../server/app-context.js";
import { createKey } from "../../server/features/api-keys/create-key.js";
import type { KeyGrant } from "../../server/features/api-keys/validate-key-input.js";
import { addOperator } from "../../server/features/operators/add-operator.js";
import { signIn } from "../../server/features/operators/sign-in.js";
import { sessionCookie } from "../../server/http/session-cookie.js";
import { Secret } from "../../server/lib/secret.js";
import { OPERATOR } from "./cast.js";

/** Where the tests' publishable keys may be used. */
export const SITE = "https://shop.example";
export const PASSWORD = "four words nobody guesses";

/** Makes a key, secret and for every account unless told otherwise, and answers its id and itself. */
export async function makeKey(app: AppContext, grant: Partial<KeyGrant> = {}): Promise<{ id: string; key: string }> {
  const { apiKey, key } = await createKey(
    app,
    {
      name: "test",
      kind: "SECRET",
      scopes: ["READ"],
      accountIds: [],
      allAccounts: !grant.accountIds,
      origins: grant.kind === "PUBLISHABLE" ? [SITE] : [],
      expiresAt: null,
      ...grant,
    },
    OPERATOR,
  );
  return { id: apiKey.id, key: key.reveal() };
}

/** Adds an operator, signs them in, and answers the headers that a browser of theirs would send. */
export async function signedIn(app: AppContext, email = "ada@example.com"): Promise<{ cookie: string }> {
  await addOperator(app, { email, password: new Secret(PASSWORD) }, OPERATOR);
  const { token } = await signIn(app, { email, password: new Secret(PASSWORD), address: "127.0.0.1" });
  return { cookie: `${sessionCookie(app.config)}=${token.reveal()}` };
}

export function bearer(key: string): { authorization: string } {
  return { authorization: `Bearer ${key}` };
}
