import { createElement, lazy, Suspense } from "react";

/** In place of the page of GraphiQL's documentation explorer: it is loaded when it is first opened. */
export function DocExplorer() {
  return createElement(Suspense, { fallback: null }, createElement(Docs));
}

const Docs = lazy(async () => {
  try {
    const { DocExplorer } = await import(
      "../../node_modules/@graphiql/plugin-doc-explorer/dist/components/doc-explorer.js"
    );
    return { default: DocExplorer };
  } catch {
    return { default: LostDocs };
  }
});

function LostDocs() {
  return createElement("p", { role: "alert" }, "The documentation could not be loaded. Reload the page.");
}
