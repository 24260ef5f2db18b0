import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ClientApp, createClientApp, snippetOf } from "../docs/client-app.js";
import { BIN, BUILD, buildPage, NEXT_CONFIG, type Project } from "./build-page.js";

/* Each recipe of docs/embed.md is built by its framework against a real server, and its page holds the fragment. */

const SITES: Record<string, { snippet: string; project: Omit<Project, "folder"> }> = {
  next: {
    snippet: "components/our-shops.jsx",
    project: {
      files: {
        ...NEXT_CONFIG,
        "app/layout.jsx": `export default ({ children }) => <html lang="en"><body>{children}</body></html>;`,
        "app/page.jsx": `import { OurShops } from "../components/our-shops.jsx";
export default () => <main><OurShops /></main>;`,
      },
      command: [join(BIN, "next"), "build"],
      page: ".next/server/app/index.html",
    },
  },
  astro: {
    snippet: "src/components/OurShops.astro",
    project: {
      files: {
        "src/pages/index.astro": `---
import OurShops from "../components/OurShops.astro";
---
<html lang="en"><body><main><OurShops /></main></body></html>`,
      },
      command: [join(BIN, "astro"), "build"],
      page: "dist/index.html",
    },
  },
  php: {
    snippet: "our-shops.php",
    project: {
      files: { "index.php": '<main><?php include "our-shops.php"; ?></main>' },
      command: ["php", "index.php"],
      page: undefined,
    },
  },
};

/** Nothing listens there. */
const AWAY = "http://localhost:9";

let app: ClientApp;

beforeAll(async () => {
  rmSync(join(BUILD, "embeds"), { recursive: true, force: true });
  app = await createClientApp();
  await app.copyPictures();
  await app.makeFeed();
});
afterAll(() => app?.close());

test.each(Object.keys(SITES))("%s shows the fragment as the server sends it", async (name) => {
  const key = app.fill("pk_YOUR_KEY");
  const fragment = await (await fetch(`${app.url}/embed/our-shops.html?key=${key}&lang=en`)).text();
  expect(fragment.match(/<li /g)).toHaveLength(12);
  expect(await build(name, { url: app.url, key })).toContain(fragment.trim());
});

test.each(Object.keys(SITES))(
  "%s shows nothing where the key is not valid, and where the server is away",
  async (name) => {
    for (const from of [
      { url: app.url, key: "pk_unknown" },
      { url: AWAY, key: "pk_away" },
    ]) {
      const page = await build(name, from);
      expect(page).toContain("<main>");
      expect(page).not.toContain("<section");
    }
  },
);

async function build(name: string, { url, key }: { url: string; key: string }): Promise<string> {
  const { snippet, project } = SITES[name] as (typeof SITES)[string];
  const code = snippetOf(snippet, "docs/embed.md").replaceAll("https://feeds.example", url).replaceAll("pk_…", key);
  const files = { "package.json": '{ "type": "module" }', ...project.files, [snippet]: code };
  return await buildPage({ ...project, files, folder: join("embeds", `${name}-${key.slice(0, 10)}`) });
}
