import { readFileSync, writeFileSync } from "node:fs";
import { renderTables } from "./render-tables.js";

writeFileSync("README.md", renderTables(readFileSync("README.md", "utf8")));
