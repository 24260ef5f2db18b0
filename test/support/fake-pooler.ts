import { type AddressInfo, createServer, type Socket, connect as tcpConnect } from "node:net";

/** What PgBouncer accepts as it comes, beside user and database. */
const ACCEPTED = /^(user|database|client_encoding|datestyle|timezone|standard_conforming_strings|application_name)$/i;

export interface FakePooler {
  url: string;
  /** What was refused, and what PgBouncer before 1.21 would lose. */
  faults: string[];
  close(): Promise<void>;
}

/** Stands before Postgres as PgBouncer does: refuses its startup parameters, and gives clients a process id of its own. */
export async function startFakePooler(url: string): Promise<FakePooler> {
  const target = new URL(url);
  const faults: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const postgres = tcpConnect({ host: target.hostname, port: Number(target.port) });
    let isStarted = false;
    client.on("data", (chunk: Buffer) => {
      const parameters = isStarted ? [] : startupParameters(chunk);
      isStarted = true;
      const refused = parameters.find((name) => !ACCEPTED.test(name));
      // Parse with a name: the next transaction may be on a connection that never heard of it.
      if (chunk[0] === 0x50 && chunk[5] !== 0) faults.push("a named statement");
      if (/^.{5}listen /is.test(chunk.toString("latin1"))) faults.push("listen");
      if (refused === undefined) return void postgres.write(chunk);
      faults.push(refused);
      client.end(errorResponse(`unsupported startup parameter: ${refused}`));
    });
    postgres.on("data", (chunk: Buffer) => void client.write(withOtherPid(chunk)));
    for (const socket of [client, postgres]) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        client.destroy();
        postgres.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${(server.address() as AddressInfo).port}` }).href,
    faults,
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function startupParameters(chunk: Buffer): string[] {
  return chunk
    .subarray(8)
    .toString()
    .split("\0")
    .filter((text, at) => text !== "" && at % 2 === 0);
}

/** @see PostgreSQL documentation, "Message Formats": BackendKeyData */
function withOtherPid(chunk: Buffer): Buffer {
  const at = chunk.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]));
  if (at >= 0 && chunk.includes(Buffer.from("server_version"))) chunk.writeUInt32BE(1, at + 5);
  return chunk;
}

function errorResponse(message: string): Buffer {
  const body = Buffer.from(`SFATAL\0VFATAL\0C08P01\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
