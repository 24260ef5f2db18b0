import { createHash } from "node:crypto";
import type { AppContext } from "../../app-context.js";
import type { FileRow } from "../../db/schema/assets.js";
import { HOUR_MS } from "../../lib/clock.js";
import { deleteUnreferenced } from "./delete-unreferenced.js";
import { recopyPictures } from "./enqueue-pictures.js";
import { deleteSizes, recordUnneeded, selectFiles, selectKnownNames, selectSizes } from "./store.js";

const BATCH = 200;
/** Newer bytes may still get their row. */
const ORPHAN_AGE_MS = HOUR_MS;

export interface FilesReport {
  fileCount: number;
  missingCount: number;
  damagedCount: number;
  sizesMissingCount: number;
  orphanCount: number;
  unneededCount: number;
}

/** Compares every file with its hash, copies missing or damaged ones again, and removes everything unreferenced. */
export async function verifyFiles(app: AppContext): Promise<FilesReport> {
  for await (const files of allFiles(app)) {
    await recordUnneeded(
      app.db,
      files.map(({ hash }) => hash),
    );
  }
  const unneededCount = await deleteUnreferenced(app);
  const report = {
    fileCount: 0,
    missingCount: 0,
    damagedCount: 0,
    sizesMissingCount: 0,
    orphanCount: 0,
    unneededCount,
  };
  for await (const files of allFiles(app)) {
    for (const file of files) await checkFile(app, file, report);
    report.sizesMissingCount += await forgetLostSizes(app, files);
  }
  report.orphanCount = await removeOrphans(app);
  await app.files.cleanUp(new Date(Date.now() - ORPHAN_AGE_MS));
  return report;
}

async function* allFiles(app: AppContext): AsyncGenerator<FileRow[]> {
  let after = "";
  for (;;) {
    const files = await selectFiles(app.db, after, BATCH);
    const last = files.at(-1);
    if (!last) return;
    yield files;
    after = last.hash;
  }
}

async function checkFile(app: AppContext, file: FileRow, report: FilesReport): Promise<void> {
  report.fileCount++;
  const hash = await hashOf(app, file.name);
  if (hash === file.hash) return;
  if (hash === null) report.missingCount++;
  else {
    report.damagedCount++;
    await app.files.remove(file.name);
  }
  await recopyPictures(app, file.hash);
}

async function hashOf(app: AppContext, name: string): Promise<string | null> {
  const stored = await app.files.open(name, null);
  if (!stored) return null;
  const sum = createHash("sha256");
  if (Buffer.isBuffer(stored.body)) return sum.update(stored.body).digest("hex");
  for await (const chunk of stored.body) sum.update(chunk as Buffer);
  return sum.digest("hex");
}

async function forgetLostSizes(app: AppContext, files: FileRow[]): Promise<number> {
  const renditions = await selectSizes(
    app.db,
    files.map(({ hash }) => hash),
  );
  const lost: string[] = [];
  for (const { name, bytes } of renditions) if ((await app.files.size(name)) !== bytes) lost.push(name);
  if (lost.length > 0) await deleteSizes(app.db, lost);
  return lost.length;
}

async function removeOrphans(app: AppContext): Promise<number> {
  const before = new Date(Date.now() - ORPHAN_AGE_MS);
  let count = 0;
  let names: string[] = [];
  const removeUnknown = async () => {
    const known = await selectKnownNames(app.db, names);
    for (const name of names) if (!known.has(name)) await app.files.remove(name);
    count += names.length - known.size;
    names = [];
  };
  for await (const { name, storedAt } of app.files.list()) {
    if (storedAt < before) names.push(name);
    if (names.length >= BATCH) await removeUnknown();
  }
  await removeUnknown();
  return count;
}
