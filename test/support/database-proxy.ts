import { type AddressInfo, createServer, type Socket, connect as tcpConnect } from "node:net";

/** A Postgres behind a wire that the test holds: it sees each statement, and can take the database away. */
export interface DatabaseProxy {
  url: string;
  /** The statements that Postgres was asked to run since the last `forget`, as it got them, but what nobody waits for. */
  statements(): string[];
  /** The same with what their parameters were bound to. */
  asked(): { text: string; values: (string | null)[] }[];
  /** How often Postgres was asked to parse a statement since the last `forget`. */
  parseCount(): number;
  /** What the last statement's parameters were bound to, as text. */
  values(): (string | null)[];
  forget(): void;
  /** Cuts every connection and refuses new ones, as a database that has stopped. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Keeps every connection and lets nothing pass, as a database whose process has been stopped. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

/** postgres.js asks once for the array types that there are; signals, counts, and the last use of keys and sessions, come late. */
const AT_ANY_MOMENT =
  /pg_catalog\.pg_type|^listen |^select pg_notify|set last_used_at|^update "sessions"|^insert into "daily_counts"/;

/** Stands before the Postgres of `url`, without a say in what passes. */
export async function startDatabaseProxy(url: string): Promise<DatabaseProxy> {
  const target = new URL(url);
  const open = new Set<Socket>();
  const runs: Bound[] = [];
  let parseCount = 0;
  let isFrozen = false;
  const server = createServer((client) => {
    const postgres = tcpConnect({ host: target.hostname, port: Number(target.port || 5432) });
    const overhear = statementListener({
      onParse: () => parseCount++,
      onRun: (run) => runs.push(run),
    });
    client.on("data", overhear);
    client.pipe(postgres);
    postgres.pipe(client);
    for (const socket of [client, postgres]) {
      open.add(socket);
      if (isFrozen) socket.pause();
      socket.on("error", () => undefined);
      socket.on("close", () => {
        open.delete(socket);
        client.destroy();
        postgres.destroy();
      });
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = async () => {
    const isClosed = new Promise((resolve) => server.close(resolve));
    for (const socket of open) socket.destroy();
    await isClosed;
  };
  const asked = () => runs.filter(({ text }) => !AT_ANY_MOMENT.test(text));
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
    asked,
    statements: () => asked().map(({ text }) => text),
    parseCount: () => parseCount,
    values: () => runs.at(-1)?.values ?? [],
    forget: () => {
      runs.length = 0;
      parseCount = 0;
    },
    cut,
    mend: () => listen(port),
    freeze: () => {
      isFrozen = true;
      for (const socket of open) socket.pause();
    },
    thaw: () => {
      isFrozen = false;
      for (const socket of open) socket.resume();
    },
    close: cut,
  };
}

/**
 * Reads what a client sends and tells each statement that it runs, whether simple or prepared.
 *
 * @see PostgreSQL documentation, "Message Formats": Parse, Bind, Execute, Query
 */
function statementListener(on: { onParse(): void; onRun(run: Bound): void }): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  let isStarted = false;
  let bound: Bound = { text: "", values: [] };
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
      const body = pending.subarray(head + 4, length);
      const [first = "", second = ""] = body.toString("utf8").split("\0");
      pending = pending.subarray(length);
      isStarted = true;
      if (type === "P") {
        texts.set(first, second);
        on.onParse();
      }
      if (type === "B") bound = { text: texts.get(second) ?? "", values: boundValues(body, first, second) };
      if (type === "E") on.onRun(bound);
      if (type === "Q") on.onRun({ text: first, values: [] });
    }
  };
}

interface Bound {
  text: string;
  values: (string | null)[];
}

/** The parameters of a Bind message: after its two names a list of formats, then each value with its length. */
function boundValues(body: Buffer, portal: string, statement: string): (string | null)[] {
  let at = Buffer.byteLength(portal) + Buffer.byteLength(statement) + 2;
  at += 2 + 2 * body.readInt16BE(at);
  const values: (string | null)[] = [];
  const count = body.readInt16BE(at);
  at += 2;
  while (values.length < count) {
    const length = body.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? null : body.toString("utf8", at, at + length));
    at += Math.max(length, 0);
  }
  return values;
}
