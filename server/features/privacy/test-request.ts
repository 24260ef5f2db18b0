import type { SignedRequest } from "./signed-request.js";

/** The person whom a test request names: nobody has this id. */
export const TEST_USER_ID = "0";

/** The code that a test request gets; its status page says that it was a test. */
export const TEST_CODE = "0".repeat(40);

/** Whether a genuine request only tests the address: it is answered like any other, and changes nothing. */
export function isTestRequest({ userId }: Pick<SignedRequest, "userId">): boolean {
  return userId === TEST_USER_ID;
}
