import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ByteRange } from "./byte-range.js";
import { type FileStore, type StoredFile, StoreFullError, shardFor, storeErrorCode } from "./file-store.js";
import { createTempFiles } from "./temp-files.js";

/** Larger bodies are streamed, so that bursts of requests need little memory. */
const BUFFER_MAX = 64 * 1024;

/** A local folder with 256 shards. Writes beside, flushes, then renames. */
export function createFolderStore(dir: string): FileStore {
  const pathOf = (name: string) => join(dir, shardFor(name), name);
  const scratch = createTempFiles(join(dir, "incoming"));
  return {
    scratch: scratch.path,
    cleanUp: scratch.cleanUp,
    async put(name, scratchPath) {
      const path = pathOf(name);
      try {
        await mkdir(dirname(path), { recursive: true });
        await flush(scratchPath, "r+");
        await rename(scratchPath, path);
        // Windows cannot open a folder and needs no flush of it.
        if (process.platform !== "win32") await flush(dirname(path), "r");
      } catch (error) {
        await rm(scratchPath, { force: true }).catch(() => {});
        throw storeErrorCode(error) === "DISK_FULL" ? new StoreFullError("the disk is full", { cause: error }) : error;
      }
    },
    async open(name, range) {
      const handle = await orNull(open(pathOf(name), "r"));
      return handle && { body: await bodyOf(handle, range) };
    },
    async size(name) {
      return (await orNull(stat(pathOf(name))))?.size ?? null;
    },
    async remove(name) {
      await rm(pathOf(name), { force: true });
    },
    list: () => listShards(dir),
  };
}

async function bodyOf(handle: FileHandle, range: ByteRange | null) {
  try {
    const { start, end } = range ?? { start: 0, end: (await handle.stat()).size - 1 };
    if (end - start >= BUFFER_MAX) return handle.createReadStream({ start, end });
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(end - start + 1), 0, end - start + 1, start);
    await handle.close();
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function* listShards(dir: string): AsyncGenerator<StoredFile> {
  for (const shard of (await orNull(readdir(dir))) ?? []) {
    if (!/^[0-9a-f]{2}$/.test(shard)) continue;
    for (const name of await readdir(join(dir, shard))) {
      const found = await orNull(stat(join(dir, shard, name)));
      if (found) yield { name, storedAt: found.mtime };
    }
  }
}

/** Flushes to disk: after a power cut, every name has its bytes. Windows requires a file open for writing. */
async function flush(path: string, flags: "r" | "r+"): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
