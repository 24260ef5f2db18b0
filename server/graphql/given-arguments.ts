import { type FieldNode, type GraphQLField, valueFromASTUntyped } from "graphql";
import type { Operation } from "./limits.js";

/** With the schema's defaults. Wrong types are rejected later. */
export function argumentsOf(
  { args }: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Operation["variables"],
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { name, defaultValue } of args) {
    const valueNode = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const value = valueNode && valueFromASTUntyped(valueNode, variables);
    values[name] = value === undefined ? defaultValue : value;
  }
  return values;
}

export function variablesOf({ operation, variables }: Operation): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    if (name in variables) values[name] = variables[name];
    else if (defaultValue) values[name] = valueFromASTUntyped(defaultValue);
  }
  return values;
}
