import type { AppContext } from "../app-context.js";
import { ApiError } from "../lib/errors.js";
import type { Viewer } from "../viewer.js";

/*
 * Who may ask for what, at the root fields. What a statement may select for a viewer is `accessScopeOf`'s to say.
 */

/** @throws {ApiError} UNAUTHENTICATED for an anonymous reader where PUBLIC_READ is off */
export function requireReader(app: AppContext, viewer: Viewer): void {
  if (mayRead(app, viewer)) return;
  throw new ApiError("UNAUTHENTICATED", "This server answers nobody without credentials.");
}

/** Whether the viewer may read anything at all. */
export function mayRead(app: AppContext, viewer: Viewer): boolean {
  return viewer.kind !== "ANONYMOUS" || app.config.publicRead;
}

/** @throws {ApiError} UNAUTHENTICATED, FORBIDDEN to anyone but operators */
export function requireOperator(viewer: Viewer): asserts viewer is Extract<Viewer, { kind: "OPERATOR" }> {
  if (viewer.kind === "OPERATOR") return;
  reject(viewer, "Only operators may ask for this.");
}

/** Operators, and secret keys with the scope; every secret key reads. */
export function requireScope(
  viewer: Viewer,
  scope: "READ" | "CONNECT" | "REFRESH",
): asserts viewer is Extract<Viewer, { kind: "OPERATOR" | "CLIENT" }> {
  if (viewer.kind === "OPERATOR") return;
  if (viewer.kind === "CLIENT" && viewer.secret && (scope === "READ" || viewer.scopes.includes(scope))) return;
  reject(viewer, `This needs an operator, or a secret key with the scope ${scope}.`);
}

/** Operators, and the owner of the account. */
export function requireOwner(viewer: Viewer): void {
  if (viewer.kind === "OPERATOR" || viewer.kind === "OWNER") return;
  reject(viewer, "This needs an operator, or the account's owner.");
}

/** Whether a header proves who is asking: then no state is needed against a forged request. */
export function isByHeader(viewer: Viewer): boolean {
  return viewer.kind === "CLIENT" || (viewer.kind === "OPERATOR" && viewer.byHeader);
}

/** Whether the viewer may read the schema. */
export function mayIntrospect(app: AppContext, viewer: Viewer): boolean {
  const { introspection } = app.config;
  return introspection === "on" || (introspection === "operators" && viewer.kind === "OPERATOR");
}

function reject(viewer: Viewer, message: string): never {
  throw new ApiError(viewer.kind === "ANONYMOUS" ? "UNAUTHENTICATED" : "FORBIDDEN", message);
}
