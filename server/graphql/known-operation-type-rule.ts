import { type ASTVisitor, GraphQLError, type ValidationContext } from "graphql";

/** A rule that graphql 16 lacks: an operation whose type the schema has not, such as a subscription, would fail only when it is run. */
export function knownOperationTypeRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`This schema has no ${node.operation}s.`, { nodes: node }));
    },
  };
}
