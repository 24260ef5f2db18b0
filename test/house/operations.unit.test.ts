import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { printTypes } from "../../admin/print-types.js";

test("the dashboard's types are those of schema.graphql; `npm run types` writes them", async () => {
  const types = await printTypes(readFileSync("schema.graphql", "utf8"));
  expect(readFileSync("admin/schema-types.ts", "utf8")).toBe(types);
});
