import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { explainStartupError } from "../../server/config/startup-errors.js";
import { DataDirError, dataDirError, prepareDataDir } from "../../server/lib/data-dir.js";

const folder = mkdtempSync(join(tmpdir(), "darkroom-dir-"));
afterAll(() => rmSync(folder, { recursive: true }));

function told(dir: string) {
  try {
    prepareDataDir(dir);
    return null;
  } catch (error) {
    return explainStartupError(error);
  }
}

test("a folder is made with those above it, and nothing is left in it", () => {
  const dir = join(folder, "a/b");
  expect(told(dir)).toBeNull();
  expect(told(dir)).toBeNull();
  expect(readdirSync(dir)).toEqual([]);
});

test("a file in its place, above it, or in place of a folder inside, is told", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  const dir = join(folder, "c");
  mkdirSync(dir);
  writeFileSync(join(dir, "files"), "");
  for (const place of [file, join(file, "below"), dir]) {
    expect(told(place)).toEqual({
      text: expect.stringMatching(/^DATA_DIR .* cannot be written: .*there is a file instead of a folder/),
      exitCode: 78,
    });
  }
});

test.each(["EACCES", "EPERM", "EROFS", "ENOSPC", "EISDIR"])("%s inside of it is told with its path", (code) => {
  const error = Object.assign(new Error(code), { code, syscall: "open", path: join(folder, "secret-keys") });
  const fault = dataDirError(error, folder);
  expect(fault).toBeInstanceOf(DataDirError);
  expect(fault?.message).toContain(`DATA_DIR ${folder} cannot be written: ${join(folder, "secret-keys")}: `);
});

test("what is no fault of the folder is left as it is", () => {
  expect(dataDirError(new TypeError("a bug"), folder)).toBeNull();
  expect(dataDirError(Object.assign(new Error("x"), { code: "EACCES", path: "/else" }), folder)).toBeNull();
});
