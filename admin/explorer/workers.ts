import ExplorerWorker from "./explorer.worker.js?worker";

/** What Monaco asks for a worker; in place of `graphiql/setup-workers/vite`. */
Object.assign(globalThis, {
  MonacoEnvironment: { getWorker: (_: string, label: string) => new ExplorerWorker({ name: label }) },
});
