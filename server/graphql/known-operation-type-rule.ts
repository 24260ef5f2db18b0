import { type ASTVisitor, GraphQLError, type ValidationContext } from "graphql";

/** graphql 16 lacks this rule: it rejects an unsupported operation type, such as a subscription, only at execution. */
export function knownOperationTypeRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`This schema has no ${node.operation}s.`, { nodes: node }));
    },
  };
}
