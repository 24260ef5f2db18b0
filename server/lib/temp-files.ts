import { randomBytes } from "node:crypto";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

export interface TempFiles {
  path(): Promise<string>;
  cleanUp(before: Date): Promise<void>;
}

export function createTempFiles(dir: string): TempFiles {
  return {
    async path() {
      await mkdir(dir, { recursive: true });
      return join(dir, randomBytes(12).toString("hex"));
    },
    async cleanUp(before) {
      const names = await readdir(dir).catch(() => []);
      for (const name of names) {
        const path = join(dir, name);
        const found = await stat(path).catch(() => null);
        if (found && found.mtime < before) await rm(path, { force: true });
      }
    },
  };
}
