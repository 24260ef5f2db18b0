import { lexicographicSortSchema, printSchema } from "graphql";
import { createSchema } from "./schema.js";

/** The schema as text, sorted, so that the committed file changes only when the schema does. */
export function printSdl(): string {
  return `# The public schema, made by \`npm run schema\`; do not edit.\n\n${printSchema(lexicographicSortSchema(createSchema()))}\n`;
}
