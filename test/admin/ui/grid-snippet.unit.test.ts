import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gridSnippet } from "../../../admin/ui/grid-snippet.js";
import { snippetOf } from "../../docs/client-app.js";

const SITE = { username: "florist", key: "pk_abc", publicUrl: "https://pictures.example/" };

test("the dashboard's grid is the one that docs/clients.md shows and tests", () => {
  expect(readFileSync("admin/ui/grid.html", "utf8")).toBe(snippetOf("grid.html"));
});

test("it names the server, the key and the account, and nothing of the document's example is left", () => {
  const text = gridSnippet(SITE);
  expect(text).toContain('new URL("https://pictures.example/graphql?key=pk_abc")');
  expect(text).toContain('account(username: "florist")');
  expect(text).toContain("https://www.instagram.com/florist/");
  expect(text).not.toMatch(/bakery|feed\.example|YOUR_KEY/);
  expect(text).toMatch(/^<style>.*<\/script>$/s);
});

test("without an account it asks for the server's own and links to Instagram", () => {
  const text = gridSnippet({ ...SITE, username: null });
  expect(text).toContain("account {");
  expect(text).toContain('"https://www.instagram.com/"');
});
