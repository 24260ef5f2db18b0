import type { OperatorRow } from "../../db/schema/operators.js";

/** What is told of an operator; never the password's hash. */
export type OperatorView = Omit<OperatorRow, "emailFolded" | "passwordHash">;

/** An operator without what only signing in needs: a column that is added later is told of nobody by itself. */
export function viewOf({ id, email, createdAt, lastSignInAt }: OperatorRow): OperatorView {
  return { id, email, createdAt, lastSignInAt };
}
