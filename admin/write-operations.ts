import { writeFileSync } from "node:fs";
import { readOperations } from "./read-operations.js";

writeFileSync("admin/operations.ts", await readOperations("."));
