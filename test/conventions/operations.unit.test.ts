import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readOperations } from "../../admin/read-operations.js";

test("what the dashboard asks fits schema.graphql, and its types are current; `npm run types` writes them", async () => {
  expect(readFileSync("admin/operations.ts", "utf8")).toBe(await readOperations("."));
});
