import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { changesSince } from "../../../admin/layout/changelog.js";

const CHANGELOG =
  "# Changelog\n\n## Unreleased\n\n- d\n\n## [0.3.0] - 2026-11-30\n\n- c\n\n## 0.2.0\n\n- b\n\n## v0.1.0\n\n- a\n";

test.each([
  [{ seen: "0.2.0", version: "0.3.0" }, ["c"]],
  [{ seen: "0.1.0", version: "0.3.0" }, ["c", "b"]],
  [{ seen: "0.3.0", version: "0.4.0-beta" }, ["d"]],
  [{ seen: "0.0.9", version: "0.2.0" }, ["b"]],
  // Back to an older version.
  [{ seen: "0.3.0", version: "0.1.0" }, ["a"]],
  [{ seen: null, version: "0.3.0" }, ["c"]],
])("the changes for %o are %s", (versions, lines) => {
  expect(changesSince(CHANGELOG, versions).match(/(?<=^- )\w/gm)).toEqual(lines);
});

test("this project's own changelog has a section for its version", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(changesSince(readFileSync("CHANGELOG.md", "utf8"), { seen: "0.0.0", version })).toContain("### Added");
});
