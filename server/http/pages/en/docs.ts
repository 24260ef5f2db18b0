/** The frame around the documents, which themselves are in English only. */
export const docs = {
  title: "Documentation",
  intro: "Everything about this server: how sites read from it, how to run it, and how it is made.",
  language: "",
  search: "Search the documentation",
  searchButton: "Search",
  found: (count: number, query: string) => `${count === 1 ? "1 result" : `${count} results`} for “${query}”`,
  nothing: (query: string) => `Nothing has every word of “${query}”. Try fewer or shorter words.`,
  contents: "Documents",
  onThisPage: "On this page",
  groups: {
    clients: { title: "For sites and apps", text: "Read posts with a key, with snippets to copy." },
    operators: { title: "Run it", text: "Connect accounts, deploy, back up, get alerts." },
    makers: { title: "How it is made", text: "The code's map, its rules and its decisions." },
  },
  schema: {
    title: "API reference",
    text: "Every query, mutation, type and value of the GraphQL API.",
    download: "Download schema.graphql",
    kinds: { roots: "Begin here", objects: "Objects", inputs: "Inputs", enums: "Enums", scalars: "Scalars" },
    arguments: "Arguments",
    defaultValue: "default",
    deprecated: "Deprecated:",
    none: "It has no fields.",
  },
  /** For the pages' script. */
  script: { copy: "Copy", copied: "Copied", notCopied: "Select the text and copy it by hand" },
};
