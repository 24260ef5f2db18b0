import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/**
 * Fonts that a package has written into its stylesheet become files: a browser loads those it draws with, and the
 * stylesheet, which holds up the first paint, becomes small.
 */
export function fontFiles(): Plugin {
  return {
    name: "font-files",
    generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== "asset" || !asset.fileName.endsWith(".css")) continue;
        asset.source = String(asset.source).replace(EMBEDDED_FONT, (_url, format: string, base64: string) => {
          const source = Buffer.from(base64, "base64");
          const name = `font-${createHash("sha256").update(source).digest("hex").slice(0, 8)}.${format}`;
          this.emitFile({ type: "asset", fileName: `assets/${name}`, source });
          return `url(${name})`;
        });
      }
    },
  };
}

const EMBEDDED_FONT = /url\(["']?data:font\/(woff2?|ttf);base64,([A-Za-z0-9+/=]+)["']?\)/g;

/** Packages that GraphiQL uses for little, and what it gets instead. Others get the packages. */
const PLAIN_PARTS: Record<string, string> = {
  "framer-motion": "plain-tabs.tsx",
  "markdown-it": "plain-markdown.ts",
};

export function plainParts(): Plugin {
  return {
    name: "plain-parts",
    enforce: "pre",
    resolveId(source, importer) {
      const plain = PLAIN_PARTS[source];
      return plain && importer?.includes("graphiql") ? join(import.meta.dirname, "explorer", plain) : null;
    },
  };
}

/** GraphiQL names the documentation explorer in its first file; here it gets one that loads it later. */
export function lateDocs(): Plugin {
  return {
    name: "late-docs",
    enforce: "pre",
    resolveId(source, importer) {
      const isNamed =
        source === "./components/doc-explorer.js" && importer?.endsWith("plugin-doc-explorer/dist/context.js");
      return isNamed ? join(import.meta.dirname, "explorer/late-docs.ts") : null;
    },
  };
}

/**
 * Writes into the sign-in page which files the dashboard consists of, so that it can fetch them without running them, and
 * makes the explorer fetch its editor while its own script is read.
 */
export function listParts(): Plugin {
  return {
    name: "list-parts",
    transformIndexHtml: {
      order: "post",
      handler(_html, { filename, bundle, chunk }) {
        // A page without a script of ours has no parts, as in the tests of the build.
        if (!bundle || !chunk?.moduleIds.some((id) => /\.tsx?$/.test(id))) return;
        const loaded = filesOf(chunk.fileName, bundle);
        const missing = (module: string) =>
          [...filesOf(fileWith(module, bundle), bundle)]
            .filter((name) => !loaded.has(name))
            .map((name) => `/admin/${name}`);
        if (filename.endsWith("/sign-in/index.html")) {
          const content = missing("/render-dashboard.tsx").join(" ");
          return [{ tag: "meta", attrs: { name: "dashboard-parts", content }, injectTo: "head" }];
        }
        if (filename.endsWith("/explorer/index.html")) {
          return missing("/explorer/editor.ts").map((href) => ({
            tag: "link",
            attrs: href.endsWith(".css")
              ? { rel: "preload", as: "style", crossorigin: true, href }
              : { rel: "modulepreload", crossorigin: true, href },
            injectTo: "head",
          }));
        }
      },
    },
  };
}

function fileWith(module: string, bundle: Rolldown.OutputBundle): string {
  const file = Object.values(bundle).find(
    (file) => file.type === "chunk" && file.moduleIds.some((id) => id.endsWith(module)),
  );
  if (!file) throw new Error(`No file of the build has ${module}.`);
  return file.fileName;
}

/** A script, what it imports, and their stylesheets. */
function filesOf(fileName: string, bundle: Rolldown.OutputBundle, found = new Set<string>()): Set<string> {
  const file = bundle[fileName];
  if (found.has(fileName) || file?.type !== "chunk") return found;
  found.add(fileName);
  for (const name of file.imports) filesOf(name, bundle, found);
  for (const name of file.viteMetadata?.importedCss ?? []) found.add(name);
  return found;
}

/** Beside each asset a `.br` of it: compressed once with patience, a sixth smaller than what each answer can afford. */
export function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const names = Object.keys(bundle).filter((name) => COMPRESSIBLE.test(name));
      await Promise.all(names.map((name) => compressFile(join(dir, name))));
    },
  };
}

const COMPRESSIBLE = /\.(js|css|svg|ttf)$/;
const BYTES_MIN = 1_000;

async function compressFile(path: string): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length < BYTES_MIN) return;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }));
}
