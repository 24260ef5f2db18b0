import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../../server/sandbox/commands.js";
import { FaultInput } from "../../server/sandbox/faults.js";
import { TEST_ACCOUNTS } from "../../server/sandbox/fixtures.js";
import { EXCHANGE_SHAPES, REVOCATION_CAUSES } from "../../server/sandbox/state.js";
import { type RunningSandbox, startSandbox } from "./start-sandbox.js";

const guide = readFileSync(new URL("../../docs/sandbox.md", import.meta.url), "utf8");
const examples = [...guide.matchAll(/^curl http:\/\/localhost:4000(\S+) -H '([^']+)' -d '(.+)'$/gm)];

describe("docs/sandbox.md", () => {
  let running: RunningSandbox;
  beforeAll(async () => {
    running = await startSandbox({ prefix: "" });
  });
  afterAll(() => running.close());

  test("every curl line in it is understood by this test", () => {
    expect(examples).toHaveLength(guide.match(/^curl /gm)?.length ?? 0);
    expect(examples.length).toBeGreaterThan(25);
  });

  test.each(examples.map(([, path = "", header = "", body = ""]) => [body, path, header]))(
    "the example %s works",
    async (body, path, header) => {
      const [name = "", value = ""] = header.split(": ");
      const response = await running.get(path, { method: "POST", headers: { [name]: value }, body });
      expect(await response.json()).toMatchObject({ ok: true });
    },
  );

  test("every command has an example, every account, cause, shape and kind its word", () => {
    const shown = new Set(examples.flatMap(([, , , body = "{}"]) => Object.keys(JSON.parse(body))));
    expect([...shown].sort()).toEqual(Object.keys(COMMANDS).sort());
    const kinds = FaultInput.options.flatMap((option) => [...option.shape.kind.values]);
    for (const word of [...kinds, ...EXCHANGE_SHAPES, ...REVOCATION_CAUSES]) expect(guide).toContain(`\`${word}\``);
  });

  test("the cast's table has the right numbers", () => {
    for (const { key, postCount } of TEST_ACCOUNTS) {
      expect(guide).toContain(`| \`${key}\` | ${postCount.toLocaleString("en")} |`);
    }
  });
});
