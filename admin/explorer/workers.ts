import ExplorerWorker from "./explorer.worker.js?worker";

const INTO_EDITOR = ["focusin", "pointerover"];

/** Who only presses play needs no worker: they start when somebody first goes into an editor, by key or pointer. */
const isWanted = new Promise<void>((done) => {
  function listen({ target }: Event) {
    if (!(target instanceof Element) || !target.closest(".graphiql-editor, .monaco-editor")) return;
    for (const type of INTO_EDITOR) document.removeEventListener(type, listen);
    done();
  }
  for (const type of INTO_EDITOR) document.addEventListener(type, listen);
});

/** What Monaco asks for a worker; in place of `graphiql/setup-workers/vite`. */
Object.assign(globalThis, {
  MonacoEnvironment: {
    async getWorker(_: string, label: string) {
      await isWanted;
      return new ExplorerWorker({ name: label });
    },
  },
});
