import { readFileSync } from "node:fs";
import { generate } from "@graphql-codegen/cli";
import { expect, test } from "vitest";
import config from "../../codegen.js";

test("the dashboard's documents fit schema.graphql, and their types are current; `npm run types` writes them", async () => {
  const [file, ...others] = await generate({ ...config, silent: true }, false);
  expect(others).toEqual([]);
  expect(readFileSync(file?.filename ?? "", "utf8")).toBe(file?.content);
}, 30_000);
