import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inTransaction, type World } from "../../app-context.js";
import { hashOf, newId, randomToken } from "../../lib/id.js";
import { hashPassword } from "../../lib/password.js";
import { Secret } from "../../lib/secret.js";
import { SYSTEM } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { foldEmail } from "./check-credentials.js";
import { countOperators, insertOperator, isEmailRemoved, lockOperators, selectOperatorByEmail } from "./store.js";

/** What the banner says of an operator who was made just now. */
export interface FirstOperator {
  email: string;
  /** Where the password is: on the terminal alone, in a file, or in the settings where it came from. */
  password: { shown: Secret } | { file: string } | "OPERATOR_PASSWORD";
}

const GENERATED_EMAIL = "operator@localhost";

/**
 * Sees to it that somebody can sign in: the operator of the settings, unless there is one with that e-mail or that one was
 * removed while others stayed, or on the very first start one with a generated password. Null when nobody had to be made.
 * Several processes that start together make one.
 */
export async function seedFirstOperator(
  world: World,
  { onTerminal }: { onTerminal: boolean },
): Promise<FirstOperator | null> {
  const { firstOperator } = world.config;
  if (firstOperator) return await makeConfigured(world, firstOperator);
  if ((await countOperators(world.db)) > 0) return null;
  const password = new Secret(randomToken().slice(0, 24));
  const passwordHash = await hashPassword(password, world.passwordCost);
  return await inTransaction(world, async (world) => {
    await lockOperators(world.db);
    if ((await countOperators(world.db)) > 0) return null;
    await insert(world, GENERATED_EMAIL, passwordHash);
    if (onTerminal) return { email: GENERATED_EMAIL, password: { shown: password } };
    // Before the operator is there for good: a password that nobody can read would lock everybody out.
    return { email: GENERATED_EMAIL, password: { file: writePassword(world, password) } };
  });
}

async function makeConfigured(
  world: World,
  { email, password }: { email: string; password: Secret },
): Promise<FirstOperator | null> {
  const emailFolded = foldEmail(email);
  if (await selectOperatorByEmail(world.db, emailFolded)) return null;
  const passwordHash = await hashPassword(password, world.passwordCost);
  const isNew = await inTransaction(world, async (world) => {
    await lockOperators(world.db);
    const wasRemoved = await isEmailRemoved(world.db, hashOf(emailFolded));
    return (!wasRemoved || (await countOperators(world.db)) === 0) && (await insert(world, email, passwordHash));
  });
  return isNew ? { email, password: "OPERATOR_PASSWORD" } : null;
}

async function insert(world: World, email: string, passwordHash: string): Promise<boolean> {
  const id = newId("op");
  const operator = { id, email, emailFolded: foldEmail(email), passwordHash, createdAt: world.clock.now() };
  if (!(await insertOperator(world.db, operator))) return false;
  await recordEvent(world, { by: SYSTEM, action: "operator.added", accountId: null, subject: id });
  return true;
}

function writePassword(world: World, password: Secret): string {
  const { dataDir } = world.config;
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "first-password");
  rmSync(file, { force: true }); // One that is there may be readable to others.
  writeFileSync(file, `${GENERATED_EMAIL}\n${password.reveal()}\n`, { mode: 0o600, flag: "wx" });
  return file;
}
