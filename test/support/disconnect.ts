import { disconnectAccount } from "../../server/features/privacy/disconnect-account.js";
import { until } from "./api-error.js";
import { OPERATOR } from "./cast.js";
import type { TestApp } from "./test-app.js";

/** Disconnects an account, and waits until its bytes were looked for, too, which no answer waits for. */
export async function disconnectToTheEnd(testApp: TestApp, accountId: string): Promise<void> {
  testApp.database.forget();
  await disconnectAccount(testApp.app, accountId, OPERATOR);
  await until(() =>
    testApp.database.statements().some((text) => text.startsWith('select "name" from "pending_deletions"')),
  );
}
