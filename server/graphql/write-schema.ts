import { writeFileSync } from "node:fs";
import { printSdl } from "./print-sdl.js";

writeFileSync("schema.graphql", printSdl());
