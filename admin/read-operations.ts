import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { printOperations } from "./print-operations.js";

/** The text of admin/operations.ts, from the files of the project in `root`. */
export async function readOperations(root: string): Promise<string> {
  const files = readdirSync(join(root, "admin"), { recursive: true, encoding: "utf8" });
  const paths = files.filter((path) => path.endsWith(".graphql")).sort();
  const sources = Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, "admin", path), "utf8")]));
  return await printOperations(readFileSync(join(root, "schema.graphql"), "utf8"), sources);
}
