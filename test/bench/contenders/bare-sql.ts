import { createServer } from "node:http";
import postgres from "postgres";
import { report } from "../report.js";

/** L1: `node:http` and one prepared statement whose result is the answer's text. */
const { databaseUrl, statements } = JSON.parse(process.env.BENCH ?? "{}") as {
  databaseUrl: string;
  statements: Record<string, string>;
};
const sql = postgres(databaseUrl, { max: 10, onnotice: () => undefined });

const server = createServer((request, response) => {
  request.resume();
  request.on("end", async () => {
    const [row] = await sql.unsafe(statements[request.headers["x-case"] as string] ?? "select 1", [], {
      prepare: true,
    });
    const body = Buffer.from(row?.answer ?? "{}");
    response
      .writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": body.length })
      .end(body);
  });
});
server.listen(0, "127.0.0.1", () => report((server.address() as { port: number }).port));
