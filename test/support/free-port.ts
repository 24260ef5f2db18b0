import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below those that systems give to whoever asks for any, so that no other test's server takes it meanwhile. */
const PORT_MIN = 20_000;
const PORTS_EACH = 1_000;
const WORKERS_MAX = 10;
const TRIES_MAX = 100;

/** Each worker has ports of its own, and gives none twice: a port is not listened on the moment it is given. */
const first = PORT_MIN + (Number(process.env.VITEST_POOL_ID ?? 0) % WORKERS_MAX) * PORTS_EACH;
let next = randomInt(PORTS_EACH);

/** A port that nobody listens on, for a server whose address must be known before it listens. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const port = first + (next++ % PORTS_EACH);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${first} to ${first + PORTS_EACH} is free`);
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
