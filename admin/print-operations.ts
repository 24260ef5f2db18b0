import { codegen } from "@graphql-codegen/core";
import * as typescript from "@graphql-codegen/typescript";
import { parse } from "graphql";

/** What the dashboard knows of the server: the types of schema.graphql as TypeScript, instants and addresses as text. */
export async function printTypes(sdl: string): Promise<string> {
  const types = await codegen({
    filename: "schema-types.ts",
    schema: parse(sdl),
    documents: [],
    config: { scalars: { DateTime: "string", URL: "string" }, avoidOptionals: { field: true }, skipTypename: true },
    plugins: [{ typescript: { enumsAsTypes: true } }],
    pluginMap: { typescript },
  });
  return `// Made from schema.graphql by \`npm run types\`; do not edit.\n\n${types.trimEnd()}\n`;
}
