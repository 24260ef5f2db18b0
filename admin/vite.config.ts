import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { SMALL_PARTS } from "./vite-chunks.js";
import { fontFiles, lateDocs, listParts, plainParts, precompress } from "./vite-plugins.js";

/** The pages that run in the browser: the name of the built script, and its HTML file. Assets land in dist/admin/assets. */
const PAGES = {
  dashboard: here("index.html"),
  signIn: here("sign-in/index.html"),
  explorer: here("explorer/index.html"),
};

/** Of Monaco. */
const UNUSED_PARTS = new RegExp(
  `^.*/(${[
    "diffEditor/diffEditorWidget",
    "multiDiffEditor/multiDiffEditorWidget",
    "diff/linesDiffComputers",
    "codeAction/browser/codeAction",
    "codeAction/browser/codeActionController",
    "colorPicker/browser/colorHoverParticipant",
    "dropOrPasteInto/browser/copyPasteController",
    "inlayHints/browser/inlayHintsHover",
    "inlineCompletions/browser/hintsWidget/inlineCompletionsHintsWidget",
  ].join("|")})\\.js$`,
);

export default defineConfig({
  root: here("."),
  base: "/admin/",
  plugins: [react(), fontFiles(), lateDocs(), plainParts(), listParts(), precompress()],
  resolve: {
    // The explorer without what it has no use for.
    alias: [
      { find: "monaco-editor/esm/vs/editor/edcore.main.js", replacement: here("explorer/editor.ts") },
      { find: UNUSED_PARTS, replacement: here("explorer/unused-parts.ts") },
    ],
  },
  // Modules: a worker loads its parts when it needs them.
  worker: { format: "es" },
  logLevel: "warn",
  build: {
    outDir: here("../dist/admin"),
    // A build goes into a new folder (scripts/build.cjs); under `npm run dev` the old files serve until the new ones are there.
    emptyOutDir: false,
    // GraphiQL's editor alone is larger than the default warning allows; it is loaded on /explorer only.
    chunkSizeWarningLimit: 4_000,
    reportCompressedSize: false,
    rolldownOptions: {
      input: PAGES,
      output: {
        codeSplitting: {
          // What rarely changes is kept by browsers over releases; each asset has its hash in its name.
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: "router", test: /node_modules[\\/](react-router|react-router-dom)[\\/]/ },
            { name: "mui", test: /node_modules[\\/](@mui|@emotion|@popperjs)[\\/](?!icons-material)/ },
            {
              name: "react-admin",
              test: /node_modules[\\/](react-admin|ra-[^\\/]*|@tanstack[\\/](query-core|react-query)|react-hook-form)[\\/]/,
            },
            ...SMALL_PARTS,
          ],
        },
      },
      // GraphiQL's packages carry notes to the React compiler, which has done its work before they were published.
      checks: { moduleLevelDirective: false },
    },
  },
});

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
