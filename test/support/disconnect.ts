import { disconnectAccount } from "../../server/features/privacy/disconnect-account.js";
import { OPERATOR } from "./cast.js";
import { until } from "./refusal.js";
import type { TestWorld } from "./world.js";

/** Disconnects an account, and waits until its bytes were looked for, too, which no answer waits for. */
export async function disconnectToTheEnd(it: TestWorld, accountId: string): Promise<void> {
  it.database.forget();
  await disconnectAccount(it.world, accountId, OPERATOR);
  await until(() => it.database.statements().some((text) => text.startsWith('select "name" from "leftovers"')));
}
