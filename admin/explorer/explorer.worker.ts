/**
 * The workers of the editors in one file: each loads the part that its name asks for, so that their common core is
 * downloaded once. What arrives before the part is there waits.
 */
const PARTS: Record<string, () => Promise<unknown>> = {
  json: () => import("monaco-editor/esm/vs/language/json/json.worker.js"),
  graphql: () => import("monaco-graphql/esm/graphql.worker.js"),
};

const early: MessageEvent[] = [];
self.onmessage = (message) => early.push(message);
const load = PARTS[self.name] ?? (() => import("monaco-editor/esm/vs/editor/editor.worker.js"));
await load();
for (const message of early) self.onmessage?.(message);

export {};
