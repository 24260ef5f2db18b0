import { writeFileSync } from "node:fs";
import { readDocument, renderTable, TABLES } from "./render-tables.js";

for (const [name, { file }] of Object.entries(TABLES)) writeFileSync(file, renderTable(name, readDocument(file)));
