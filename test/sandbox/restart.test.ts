import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startSandbox } from "./start-sandbox.js";

describe("a restart", () => {
  let folder: string;
  let stateFile: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sandbox-"));
    stateFile = join(folder, "sandbox.json");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("keeps time, tokens, codes, revocations, and what became of posts and profiles", async () => {
    const first = await startSandbox({ stateFile });
    const token = await first.longToken("bakery");
    const revoked = await first.longToken("florist");
    const code = await first.code("bakery");
    const spent = await first.code("bakery");
    await first.exchange({ code: spent });
    await first.control({
      advance: "30m",
      revoke: { account: "florist", cause: "app-removed" },
      profile: { account: "bakery", username: "ofen" },
      posts: { account: "bakery", add: [{ caption: "neu" }], deleteOldest: 5 },
    });
    const query = `fields=caption,timestamp&limit=100&access_token=${token}`;
    const before = await first.json(`/me/media?${query}`);
    await first.close();

    const second = await startSandbox({ stateFile });
    expect(Math.abs(second.clock.now().getTime() - Date.now() - 30 * 60_000)).toBeLessThan(2_000);
    expect((await second.json(`/me/media?${query}`)).data).toEqual(before.data);
    expect((await second.json(`/me?fields=username&access_token=${token}`)).username).toBe("ofen");
    expect((await second.json(`/me?access_token=${revoked}`)).error.message).toContain("not authorized");
    expect((await second.exchange({ code: spent })).status).toBe(400);
    expect((await second.exchange({ code })).status).toBe(200);
    await second.close();
  });

  test("finds a file for its owner's eyes only, whole, and without a token in it", async () => {
    const running = await startSandbox({ stateFile });
    const token = await running.longToken("bakery");
    await running.control({ revoke: { token } });
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["sandbox.json"]);
    expect(readFileSync(stateFile, "utf8")).not.toContain("IGAA");
    await running.close();
  });

  test("stops at a file that it cannot understand, and names it", async () => {
    writeFileSync(stateFile, '{"version":1,');
    chmodSync(stateFile, 0o600);
    await expect(startSandbox({ stateFile })).rejects.toThrow(`its state in ${stateFile}; delete the file`);
  });
});
