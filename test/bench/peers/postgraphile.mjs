import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { report } from "./report.mjs";

/** PostGraphile on the views of the schema `peers`, with its recommended preset. */
const { databaseUrl } = JSON.parse(process.env.BENCH ?? "{}");

const pgl = postgraphile({
  extends: [PostGraphileAmberPreset],
  // It would offer no order and no condition by a view's columns, as a view has no index of its own.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  pgServices: [makePgService({ connectionString: databaseUrl, schemas: ["peers"], poolConfig: { max: 10 } })],
  grafast: { explain: false },
  grafserv: { graphiql: false, watch: false },
});
const server = createServer();
await pgl.createServ(grafserv).addTo(server);
server.listen(0, "127.0.0.1", () => report(server.address().port));
