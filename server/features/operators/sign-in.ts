import { type AppContext, inTransaction } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { hashOf, randomToken } from "../../lib/id.js";
import { verifyPassword } from "../../lib/password.js";
import { Secret } from "../../lib/secret.js";
import { recordEvent } from "../audit/record-event.js";
import { foldEmail } from "./check-credentials.js";
import { SESSION_IDLE_MS } from "./read-session.js";
import {
  deleteSession,
  deleteSessionsOf,
  insertSession,
  selectOperatorByEmail,
  selectSession,
  updateLastSignIn,
} from "./store.js";
import { type Attempt, clearAttempt, recordAttempt } from "./throttle-sign-in.js";

export interface SignIn {
  email: string;
  password: Secret;
  /** The client's address; stored only as a hash among recent failures. */
  address: string;
}

export interface SignedIn {
  email: string;
  /** The cookie's value; the database stores its hash. */
  token: Secret;
  expiresAt: Date;
}

/**
 * Opens a session for an operator. An unknown e-mail takes as long as a wrong password and gets the same message.
 * @throws {ApiError} UNAUTHENTICATED for wrong credentials
 * @throws {ApiError} RATE_LIMITED after 10 failures in 15 minutes for the same address and e-mail
 * @throws {ApiError} SERVICE_UNAVAILABLE when too many checks wait; that is not a failure
 */
export async function signIn(app: AppContext, { email, password, address }: SignIn): Promise<SignedIn> {
  const emailFolded = foldEmail(email);
  const operator = await selectOperatorByEmail(app.db, emailFolded);
  const { passwordSetAt = null } = operator ?? {};
  const attempt = await recordAttempt(app, hashOf(`${address}\n${emailFolded}`), { passwordSetAt });
  const check = verifyPassword(password, operator?.passwordHash ?? null, app.passwordCost);
  const isRight = await check.catch(async (error: unknown) => {
    // The password was not checked: a flood that fills the queue must not lock anyone out.
    await clearAttempt(app, attempt.id);
    throw error;
  });
  if (!isRight || !operator) throw invalidCredentials(app, attempt);
  const token = randomToken();
  const now = app.clock.now();
  const expiresAt = new Date(now.getTime() + SESSION_IDLE_MS);
  await inTransaction(app, async (app) => {
    // The password changed during the check, which signs out everywhere: no session may follow.
    if (!(await updateLastSignIn(app.db, operator, now))) throw invalidCredentials(app, attempt);
    await clearAttempt(app, attempt.id);
    const session = { hash: hashOf(token), operatorId: operator.id, createdAt: now, lastSeenAt: now, expiresAt };
    await insertSession(app.db, session);
    const by = { kind: "OPERATOR", operatorId: operator.id, byHeader: false } as const;
    await recordEvent(app, { by, action: "operator.signed_in", accountId: null });
  });
  app.log.info({ operatorId: operator.id }, "operator signed in");
  return { email: operator.email, token: new Secret(token), expiresAt };
}

function invalidCredentials(app: AppContext, { leftCount }: Attempt): ApiError {
  app.log.warn("sign-in refused");
  const warning = TRIES_LEFT[leftCount] ? ` ${TRIES_LEFT[leftCount]}` : "";
  return new ApiError("UNAUTHENTICATED", `Wrong e-mail or password.${warning}`, {
    nextStep: "Try again, or have another password set: npm run cli -- operator set-password.",
  });
}

/** By how many are left. */
const TRIES_LEFT = [
  "That was the last try for 15 minutes.",
  "One try is left before a wait of 15 minutes.",
  "Two tries are left before a wait of 15 minutes.",
];

export async function signOut(app: AppContext, token: string, { everywhere }: { everywhere: boolean }): Promise<void> {
  const hash = hashOf(token);
  const session = everywhere ? await selectSession(app.db, hash, app.clock.now()) : null;
  if (session) await deleteSessionsOf(app.db, session.operatorId);
  await deleteSession(app.db, hash);
}
