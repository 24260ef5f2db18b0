import { readFileSync, writeFileSync } from "node:fs";
import { printTypes } from "./print-types.js";

writeFileSync("admin/schema-types.ts", await printTypes(readFileSync("schema.graphql", "utf8")));
