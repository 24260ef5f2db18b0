import { startEmbeddedPostgres } from "../../server/lib/postgres/embedded-postgres.js";

// A process of its own for the tests: owns the Postgres of the folder that it is given, tells how that went, and waits.
try {
  const embedded = await startEmbeddedPostgres({ dir: process.argv[2] ?? "", durable: false });
  process.once("SIGTERM", () => void embedded.stop());
  console.log(JSON.stringify({ url: embedded.url.reveal(), pid: embedded.pid }));
} catch (error) {
  const { name, message } = error as Error;
  console.log(JSON.stringify({ error: name, message }));
}
