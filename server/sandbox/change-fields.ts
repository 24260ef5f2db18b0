import { accountState, type Sandbox } from "./create-sandbox.js";
import { GraphError } from "./errors.js";
import type { TestAccount } from "./fixtures.js";
import type { ERROR_WORDINGS, FIELD_OWNERS } from "./state.js";

export type FieldOwner = (typeof FIELD_OWNERS)[number];

/**
 * Whether a requested field is left out for this account.
 * @throws {GraphError} if it is rejected, in one of the platform's ways
 */
export function isMissing(sandbox: Sandbox, member: TestAccount, { of, name }: { of: FieldOwner; name: string }) {
  const change = accountState(sandbox, member).fields[of];
  if (change?.refused.includes(name)) throw REFUSALS[change.as](name);
  return change?.missing.includes(name) ?? false;
}

const REFUSALS: Record<(typeof ERROR_WORDINGS)[number], (name: string) => GraphError> = {
  named: (name) => new GraphError(100, `(#100) Tried accessing nonexisting field (${name}) on node type (IGMedia)`),
  quoted: (name) => new GraphError(10, `(#10) This application may not read the field '${name}' of this object`),
  unnamed: () =>
    new GraphError(9005, "(#9005) The requested field is only available for video media", { subcode: 1_452_042 }),
};
