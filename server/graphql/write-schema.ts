import { writeFileSync } from "node:fs";
import { printSdl } from "./schema.js";

writeFileSync("schema.graphql", printSdl());
