import type { AppContext } from "../app-context.js";
import { ApiError } from "../lib/errors.js";
import type { Viewer } from "../viewer.js";

/*
 * What each viewer may request at the root fields. `accessScopeOf` decides which rows and columns a statement selects.
 */

/** @throws {ApiError} UNAUTHENTICATED for an anonymous reader where PUBLIC_READ is off */
export function requireReader(app: AppContext, viewer: Viewer): void {
  if (mayRead(app, viewer)) return;
  throw new ApiError("UNAUTHENTICATED", "This server requires credentials.");
}

export function mayRead(app: AppContext, viewer: Viewer): boolean {
  return viewer.kind !== "ANONYMOUS" || app.config.publicRead;
}

/** @throws {ApiError} UNAUTHENTICATED, FORBIDDEN to anyone but operators */
export function requireOperator(viewer: Viewer): asserts viewer is Extract<Viewer, { kind: "OPERATOR" }> {
  if (viewer.kind === "OPERATOR") return;
  reject(viewer, "Only operators may ask for this.");
}

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

/** True if a header authenticates the viewer: no CSRF state is needed then. */
export function isByHeader(viewer: Viewer): boolean {
  return viewer.kind === "CLIENT" || (viewer.kind === "OPERATOR" && viewer.byHeader);
}

export function mayIntrospect(app: AppContext, viewer: Viewer): boolean {
  const { introspection } = app.config;
  return introspection === "on" || (introspection === "operators" && viewer.kind === "OPERATOR");
}

/**
 * The schema as text and as documentation: also for secret keys, whose holders write clients.
 * @throws {ApiError} UNAUTHENTICATED, FORBIDDEN
 */
export function requireSchemaReader(app: AppContext, viewer: Viewer): void {
  const isDeveloper = viewer.kind === "CLIENT" && viewer.secret && app.config.introspection === "operators";
  if (isDeveloper || mayIntrospect(app, viewer)) return;
  throw new ApiError(
    viewer.kind === "ANONYMOUS" ? "UNAUTHENTICATED" : "FORBIDDEN",
    "This server shows its schema to operators and secret keys.",
    {
      nextStep:
        "Sign in as an operator, or send a secret key: curl -H 'authorization: Bearer sk_…' …/schema.graphql. INTROSPECTION=on shows it to anyone.",
    },
  );
}

function reject(viewer: Viewer, message: string): never {
  throw new ApiError(viewer.kind === "ANONYMOUS" ? "UNAUTHENTICATED" : "FORBIDDEN", message);
}
