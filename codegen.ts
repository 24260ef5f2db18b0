import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "schema.graphql",
  documents: "admin/**/*.graphql",
  generates: {
    "admin/gql/graphql.ts": {
      plugins: ["typescript-operations", "typed-document-node"],
      config: {
        documentMode: "string",
        scalars: { DateTime: "string", URL: "string" },
        skipTypename: true,
        inlineFragmentTypes: "combine",
        useTypeImports: true,
        pureMagicComment: true,
      },
    },
  },
};
export default config;
