import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ClientApp, createClientApp, HOSTILE, snippetOf } from "../docs/client-app.js";
import { BIN, BUILD, buildPage, NEXT_CONFIG } from "./build-page.js";

/* Each recipe of docs/frameworks.md is built by its framework against a real server, and its page is read. */

const DOCUMENT = "docs/frameworks.md";

interface Framework {
  snippets: string[];
  /** Where the recipe wants feed.mjs; the project's folder by default. */
  feed?: string;
  /** What every new project of the framework has; not a matter of the recipe. */
  files?: Record<string, string>;
  command: string[];
  /** The page that was built; without it the command writes the page. */
  page?: string;
}

const SVELTE_CONFIG = `import adapter from "@sveltejs/adapter-static";
export default { kit: { adapter: adapter() } };`;
const VITE_CONFIG = `import { sveltekit } from "@sveltejs/kit/vite";
export default { plugins: [sveltekit()] };`;
const APP_HTML = '<html lang="en"><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>';
const NUXT_CONFIG = 'export default defineNuxtConfig({ telemetry: false, compatibilityDate: "2026-01-01" });';

const FRAMEWORKS: Record<string, Framework> = {
  next: {
    snippets: ["app/page.jsx", "app/layout.jsx"],
    files: NEXT_CONFIG,
    command: [join(BIN, "next"), "build"],
    page: ".next/server/app/index.html",
  },
  nuxt: {
    feed: "server/utils/feed.mjs",
    snippets: ["server/api/posts.get.js", "app/app.vue"],
    files: { "nuxt.config.ts": NUXT_CONFIG },
    command: [join(BIN, "nuxt"), "generate"],
    page: ".output/public/index.html",
  },
  sveltekit: {
    snippets: ["src/routes/+page.server.js", "src/routes/+page.svelte"],
    files: { "svelte.config.js": SVELTE_CONFIG, "vite.config.js": VITE_CONFIG, "src/app.html": APP_HTML },
    command: [join(BIN, "vite"), "build"],
    page: "build/index.html",
  },
  astro: {
    snippets: ["src/pages/index.astro"],
    command: [join(BIN, "astro"), "build"],
    page: "dist/index.html",
  },
  php: { snippets: ["feed.php"], command: ["php", "feed.php"] },
};

let app: ClientApp;

beforeAll(async () => {
  rmSync(join(BUILD, "recipes"), { recursive: true, force: true });
  app = await createClientApp();
  await app.copyPictures();
});
afterAll(() => app?.close());

test.each(Object.keys(FRAMEWORKS))("%s shows the posts with their pictures", async (name) => {
  const page = await build(name, app.fill("sk_YOUR_KEY"));
  const pictures = [...page.matchAll(/<img\b(?:"[^"]*"|[^">])*>/g)].map(([tag]) => tag);
  expect(pictures).toHaveLength(12);
  for (const picture of pictures) {
    expect(picture).toMatch(new RegExp(`src="${app.url}/files/[0-9a-f]{40}/640"`));
    expect(picture).toMatch(/width="\d+".*height="\d+".*alt="[^"]+"/s);
  }
  expect(page).not.toContain(HOSTILE);
});

test.each(["next", "nuxt", "sveltekit", "astro"])("%s does not build a page without posts", async (name) => {
  const failure = await build(name, "sk_unknown").catch((error) => `${error.stdout}${error.stderr}`);
  expect(failure).toContain("Copy the whole key again");
});

async function build(name: string, key: string): Promise<string> {
  const { snippets = [], feed = "feed.mjs", files = {}, command = [], page } = FRAMEWORKS[name] ?? {};
  const folder = join("recipes", `${name}-${key === "sk_unknown" ? "unknown" : "known"}`);
  const written = { "package.json": '{ "type": "module" }', [feed]: snippetOf("feed.mjs", DOCUMENT), ...files };
  for (const file of snippets) Object.assign(written, { [file]: snippetOf(file, DOCUMENT) });
  const filled = Object.fromEntries(Object.entries(written).map(([file, text]) => [file, app.fill(text)]));
  return await buildPage({ folder, files: filled, command, page, env: { FEED_KEY: key } });
}
