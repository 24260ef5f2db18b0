import { lookup } from "node:dns/promises";
import { connect } from "node:net";

const CONNECT_MS = 5_000;

/** Describes the route to a host: its name, and a connection per address family. Never fails. */
export async function measureWay(url: URL): Promise<string> {
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const startedAt = performance.now();
  try {
    const addresses = await lookup(hostname, { all: true });
    const words = [`name ${since(startedAt)}`];
    for (const family of [4, 6]) {
      const found = addresses.find((one) => one.family === family);
      if (found) words.push(`IPv${family} ${await connected(found.address, Number(url.port || defaultPort(url)))}`);
    }
    return words.join(", ");
  } catch (error) {
    return `name not found (${(error as NodeJS.ErrnoException).code})`;
  }
}

function defaultPort({ protocol }: URL): number {
  return protocol === "http:" ? 80 : 443;
}

function connected(host: string, port: number): Promise<string> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: CONNECT_MS });
    const end = (words: string) => {
      socket.destroy();
      resolve(words);
    };
    socket.once("connect", () => end(since(startedAt)));
    socket.once("timeout", () => end(`no answer in ${CONNECT_MS / 1_000} s`));
    socket.once("error", (error: NodeJS.ErrnoException) => end(`fails (${error.code})`));
  });
}

function since(startedAt: number): string {
  return `${Math.round(performance.now() - startedAt)} ms`;
}
