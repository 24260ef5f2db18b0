import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AppContext, inTransaction } from "../../app-context.js";
import { hashOf, newId, randomToken } from "../../lib/id.js";
import { hashPassword } from "../../lib/password.js";
import { Secret } from "../../lib/secret.js";
import { SYSTEM } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { foldEmail } from "./check-credentials.js";
import { countOperators, insertOperator, isEmailRemoved, lockOperators, selectOperatorByEmail } from "./store.js";

export interface FirstOperator {
  email: string;
  password: { shown: Secret } | { file: string } | "OPERATOR_PASSWORD";
}

const GENERATED_EMAIL = "operator@localhost";

/**
 * Creates the first operator. With OPERATOR_EMAIL: unless that operator exists, or was removed while others remain. Otherwise
 * at the very first start, with a generated password. Null if none was created. Concurrent processes create one.
 */
export async function seedFirstOperator(
  app: AppContext,
  { onTerminal }: { onTerminal: boolean },
): Promise<FirstOperator | null> {
  const { firstOperator } = app.config;
  if (firstOperator) return await makeConfigured(app, firstOperator);
  if ((await countOperators(app.db)) > 0) return null;
  const password = new Secret(randomToken().slice(0, 24));
  const passwordHash = await hashPassword(password, app.passwordCost);
  return await inTransaction(app, async (app) => {
    await lockOperators(app.db);
    if ((await countOperators(app.db)) > 0) return null;
    await insert(app, GENERATED_EMAIL, passwordHash);
    if (onTerminal) return { email: GENERATED_EMAIL, password: { shown: password } };
    // Before the operator is committed: an unreadable password would lock everybody out.
    return { email: GENERATED_EMAIL, password: { file: writePassword(app, password) } };
  });
}

async function makeConfigured(
  app: AppContext,
  { email, password }: { email: string; password: Secret },
): Promise<FirstOperator | null> {
  const emailFolded = foldEmail(email);
  if (await selectOperatorByEmail(app.db, emailFolded)) return null;
  const passwordHash = await hashPassword(password, app.passwordCost);
  const isNew = await inTransaction(app, async (app) => {
    await lockOperators(app.db);
    const wasRemoved = await isEmailRemoved(app.db, hashOf(emailFolded));
    return (!wasRemoved || (await countOperators(app.db)) === 0) && (await insert(app, email, passwordHash));
  });
  return isNew ? { email, password: "OPERATOR_PASSWORD" } : null;
}

async function insert(app: AppContext, email: string, passwordHash: string): Promise<boolean> {
  const id = newId("op");
  const operator = { id, email, emailFolded: foldEmail(email), passwordHash, createdAt: app.clock.now() };
  if (!(await insertOperator(app.db, operator))) return false;
  await recordEvent(app, { by: SYSTEM, action: "operator.added", accountId: null, subject: id });
  return true;
}

function writePassword(app: AppContext, password: Secret): string {
  const { dataDir } = app.config;
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "first-password");
  rmSync(file, { force: true }); // One that is there may be readable to others.
  writeFileSync(file, `${GENERATED_EMAIL}\n${password.reveal()}\n`, { mode: 0o600, flag: "wx" });
  return file;
}
