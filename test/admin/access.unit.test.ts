import { expect, test } from "vitest";
import { isPermitted, PERMISSIONS, type Permissions } from "../../admin/access.js";

const READER: Permissions = [
  { resource: "accounts", action: ["list", "show"] },
  { resource: "jobs", action: "*" },
  { resource: "apiKeys", action: "edit", record: ({ kind }) => kind === "PUBLISHABLE" },
];

test("an operator may do everything with every resource", () => {
  for (const resource of ["accounts", "apiKeys", "operators", "a resource of tomorrow"]) {
    for (const action of ["list", "show", "create", "edit", "delete", "export", "refreshToken"]) {
      expect(isPermitted(PERMISSIONS.OPERATOR, { resource, action })).toBe(true);
      expect(isPermitted(PERMISSIONS.OPERATOR, { resource, action, record: { id: "1" } })).toBe(true);
    }
  }
});

test("a role may do what one of its permissions names", () => {
  expect(isPermitted(READER, { resource: "accounts", action: "show" })).toBe(true);
  expect(isPermitted(READER, { resource: "accounts", action: "edit" })).toBe(false);
  expect(isPermitted(READER, { resource: "jobs", action: "cancel" })).toBe(true);
  expect(isPermitted(READER, { resource: "operators", action: "list" })).toBe(false);
});

test("a permission for some records covers these, and the action as such", () => {
  expect(isPermitted(READER, { resource: "apiKeys", action: "edit" })).toBe(true);
  expect(isPermitted(READER, { resource: "apiKeys", action: "edit", record: { kind: "PUBLISHABLE" } })).toBe(true);
  expect(isPermitted(READER, { resource: "apiKeys", action: "edit", record: { kind: "SECRET" } })).toBe(false);
});
