import type { ViewerKind } from "./gql/graphql.js";

/** What react-admin asks before it shows a page or a button. */
export interface AccessRequest {
  resource: string;
  action: string;
  record?: Record<string, unknown> | undefined;
}

interface Permission {
  /** One of react-admin's resources; `*` for all. */
  resource: string;
  /** Such as `list`, `show`, `create`, `edit` or `delete`; `*` for all. */
  action: string | readonly string[];
  /** Left out: every record. */
  record?: (record: Record<string, unknown>) => boolean;
}

export type Permissions = readonly Permission[];

/** What the dashboard shows to each role. The server decides what is allowed. */
export const PERMISSIONS: Readonly<Record<Role, Permissions>> = {
  OPERATOR: [{ resource: "*", action: "*" }],
};

/** All operators have the same rights. */
export type Role = Extract<ViewerKind, "OPERATOR">;

/** A permission for some records allows the action as long as no record is named: the list then shows which. */
export function isPermitted(permissions: Permissions, { resource, action, record }: AccessRequest): boolean {
  return permissions.some(
    (each) =>
      matches(each.resource, resource) && matches(each.action, action) && (!record || (each.record?.(record) ?? true)),
  );
}

function matches(pattern: string | readonly string[], name: string): boolean {
  return typeof pattern === "string" ? pattern === "*" || pattern === name : pattern.includes(name);
}
