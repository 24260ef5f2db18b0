import { createAppContext } from "../../../server/app-context.js";
import { createServer } from "../../../server/http/server.js";
import { benchConfig } from "../bench-config.js";
import { report } from "../report.js";

/** This server, as it is started, without jobs. */
const { databaseUrl, settings } = JSON.parse(process.env.BENCH ?? "{}") as {
  databaseUrl: string;
  settings?: Record<string, string>;
};
const server = await createServer(createAppContext(benchConfig(databaseUrl, settings)));
const address = await server.listen({ port: 0, host: "127.0.0.1" });
report(Number(new URL(address).port));
