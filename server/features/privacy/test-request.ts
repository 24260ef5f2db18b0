import type { SignedRequest } from "./signed-request.js";

/** No person has this id. */
export const TEST_USER_ID = "0";

/** Its status page says that it was a test. */
export const TEST_CODE = "0".repeat(40);

/** True for a genuine request that only tests the address. It gets a normal response and changes nothing. */
export function isTestRequest({ userId }: Pick<SignedRequest, "userId">): boolean {
  return userId === TEST_USER_ID;
}
