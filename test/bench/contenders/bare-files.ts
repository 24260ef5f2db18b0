import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { report } from "../report.js";

/** The least that a file server can do: a path, a file, a stream. */
const { paths } = JSON.parse(process.env.BENCH ?? "{}") as { paths: Record<string, string> };

const server = createServer((request, response) => {
  const path = paths[request.url ?? ""];
  if (!path) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-type": "image/jpeg" });
  createReadStream(path).pipe(response);
});
server.listen(0, "127.0.0.1", () => report((server.address() as AddressInfo).port));
