import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** One script without a dependency, for other sites. */
export default defineConfig({
  root: here("."),
  logLevel: "warn",
  build: {
    outDir: here("../dist/embed"),
    emptyOutDir: false,
    target: "es2022",
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { input: here("embed.ts"), output: { format: "es", entryFileNames: "embed.js" } },
  },
});

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
