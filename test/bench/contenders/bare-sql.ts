import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import postgres from "postgres";
import { report } from "../report.js";

/** L1: `node:http` and one prepared statement whose result is the response's text. */
const { databaseUrl, statements } = JSON.parse(process.env.BENCH ?? "{}") as {
  databaseUrl: string;
  statements: Record<string, { statement: string; params: string[] }>;
};
const sql = postgres(databaseUrl, { max: 10, onnotice: () => undefined });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", async () => {
    const { statement = "", params = [] } = statements[request.headers["x-case"] as string] ?? {};
    const { variables } = JSON.parse(String(Buffer.concat(chunks))) as { variables: Record<string, never> };
    const values = params.map((name) => variables[name] as never);
    const [row] = await sql.unsafe(statement, values, { prepare: true });
    const body = Buffer.from(row?.answer ?? "{}");
    response
      .writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": body.length })
      .end(body);
  });
});
server.listen(0, "127.0.0.1", () => report((server.address() as AddressInfo).port));
