import { createServer, type Socket, connect as tcpConnect } from "node:net";

/** A Postgres behind a wire that the test holds: it sees each statement, and can take the database away. */
export interface DatabaseProxy {
  url: string;
  /** The statements that Postgres was asked to run since the last `forget`, as it got them. */
  statements(): string[];
  forget(): void;
  /** Cuts every connection and refuses new ones, as a database that has stopped. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Stands before the Postgres of `url`, without a say in what passes. */
export async function startDatabaseProxy(url: string): Promise<DatabaseProxy> {
  const target = new URL(url);
  const open = new Set<Socket>();
  const statements: string[] = [];
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) return void client.destroy();
    const postgres = tcpConnect({ host: target.hostname, port: Number(target.port || 5432) });
    const listen = statementListener((text) => statements.push(text));
    client.on("data", listen);
    client.pipe(postgres);
    postgres.pipe(client);
    for (const socket of [client, postgres]) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        open.delete(socket);
        client.destroy();
        postgres.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${typeof address === "object" ? address?.port : ""}` }).href,
    // postgres.js asks once for the array types that there are.
    statements: () => statements.filter((text) => !text.includes("pg_catalog.pg_type")),
    forget: () => void statements.splice(0),
    cut,
    mend: () => {
      isCut = false;
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Reads what a client sends and tells each statement that it runs, whether simple or prepared.
 *
 * @see PostgreSQL documentation, "Message Formats": Parse, Bind, Execute, Query
 */
function statementListener(tell: (text: string) => void): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  let isStarted = false;
  let bound = "";
  const texts = new Map<string, string>();
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      // The first message has no type byte.
      const head = isStarted ? 1 : 0;
      if (pending.length < head + 4) return;
      const length = head + pending.readInt32BE(head);
      if (pending.length < length) return;
      const type = isStarted ? String.fromCharCode(pending[0] ?? 0) : "startup";
      const [first = "", second = ""] = pending.toString("utf8", head + 4, length).split("\0");
      pending = pending.subarray(length);
      isStarted = true;
      if (type === "P") texts.set(first, second);
      if (type === "B") bound = texts.get(second) ?? "";
      if (type === "E") tell(bound);
      if (type === "Q") tell(first);
    }
  };
}
