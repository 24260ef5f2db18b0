import { codegen } from "@graphql-codegen/core";
import * as operations from "@graphql-codegen/typescript-operations";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from "graphql";

/**
 * What the dashboard asks of the server: every operation of its `.graphql` files as a text that carries the types of its
 * variables and its answer, instants and addresses as text. Throws where one does not fit the schema.
 */
export async function printOperations(sdl: string, sources: Readonly<Record<string, string>>): Promise<string> {
  const documents = Object.entries(sources).map(([location, text]) => ({ location, document: parse(text) }));
  const types = await codegen({
    filename: "operations.ts",
    schema: parse(sdl),
    documents,
    config: { scalars: { DateTime: "string", URL: "string" }, skipTypename: true },
    plugins: [{ operations: { inlineFragmentTypes: "combine" } }],
    pluginMap: { operations },
  });
  const texts = printTexts(documents.map(({ document }) => document));
  return `${HEAD}\n${types.replaceAll(INTERNAL, "").trim()}\n\n${texts.join("\n\n")}\n`;
}

const HEAD = `// Made from schema.graphql and admin/**/*.graphql by \`npm run types\`; do not edit.

import type { Operation } from "./lib/operation.js";
`;
const INTERNAL = "/** Internal type. DO NOT USE DIRECTLY. */\n";

function printTexts(documents: readonly DocumentNode[]): string[] {
  const definitions = documents.flatMap((document) => document.definitions);
  const fragments = new Map(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
  return definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [printText(definition, fragments)] : [],
  );
}

function printText(operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): string {
  const name = operation.name?.value;
  if (!name) throw new Error("Every operation of the dashboard needs a name.");
  const used = new Set<FragmentDefinitionNode>();
  const note = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread(spread) {
        const fragment = fragments.get(spread.name.value);
        if (!fragment || used.has(fragment)) return;
        used.add(fragment);
        note(fragment);
      },
    });
  };
  note(operation);
  const type = `${name}${operation.operation === "mutation" ? "Mutation" : "Query"}`;
  const text = [operation, ...used].map((node) => print(node)).join("\n");
  return `export const ${constantCase(name)} = \`${text}\` as Operation<${type}, ${type}Variables>;`;
}

function constantCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toUpperCase();
}
