import { syncAccount } from "../../server/features/sync/sync-account.js";
import type { Viewer } from "../../server/viewer.js";
import type { TestApp } from "./test-app.js";

export const OPERATOR = { kind: "OPERATOR", operatorId: "op_test", byHeader: true } as const satisfies Viewer;

/** Our ids of the named accounts. */
export interface Cast {
  /** Its token is young. */
  bakery: string;
  /** Its token is half spent: a refresh is due. */
  florist: string;
  /** Its owner changed their password, and a sync has found it out. */
  garage: string;
}

/** Connects the cast by the real handshake and lets time and Instagram do the rest. */
export async function connectCast(testApp: TestApp): Promise<Cast> {
  const florist = await testApp.connect("florist");
  await testApp.sandbox.control({ advance: "31d" });
  const [bakery, garage] = [await testApp.connect("bakery"), await testApp.connect("garage")];
  await testApp.sandbox.control({ revoke: { account: "garage", cause: "password-changed" } });
  await syncAccount(testApp.app, garage, { by: OPERATOR, full: false }).catch(() => undefined);
  return { bakery, florist, garage };
}
