import { disconnectAccount } from "../../server/features/privacy/disconnect-account.js";
import { until } from "./api-error.js";
import { OPERATOR } from "./cast.js";
import type { TestApp } from "./test-app.js";

/** Disconnects an account, and waits until its files are deleted too, which no response waits for. */
export async function disconnectToTheEnd({ app }: TestApp, accountId: string): Promise<void> {
  await disconnectAccount(app, accountId, OPERATOR);
  await until(async () => {
    const [receipt] = await app.sql`select state from erasures where account_id = ${accountId}`;
    return receipt?.state === "DONE";
  });
}
