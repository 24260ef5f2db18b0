declare const TYPES: unique symbol;

/** The text of a GraphQL operation; it carries the types of its variables and its answer. */
export type Operation<TData, TVariables> = string & { readonly [TYPES]?: (variables: TVariables) => TData };
