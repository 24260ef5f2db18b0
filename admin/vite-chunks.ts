import type { Rolldown } from "vite";

/** Our own modules but the explorer's, and icons. */
const SMALL = /[\\/](admin[\\/](?!explorer)|@mui[\\/]icons-material[\\/]).+\.[jt]sx?$/;
/** The same without languages, each of which is a file of its own. */
const OF_PAGES = /[\\/](admin[\\/](?!explorer|i18n)|@mui[\\/]icons-material[\\/]).+\.[jt]sx?$/;

/**
 * Files of the build for the many small modules that pages share, each of which would be a request of its own. One has what comes
 * with the sign-in page, one what comes with every page of the dashboard, one what several of its pages have besides.
 */
export const SMALL_PARTS: Rolldown.CodeSplittingGroup[] = [
  partsOf("sign-in-parts", "/sign-in/main.tsx"),
  partsOf("dashboard-parts", "/admin/main.tsx"),
  { name: "page-parts", test: OF_PAGES, minShareCount: 2 },
];

function partsOf(file: string, entry: string): Rolldown.CodeSplittingGroup {
  const name: Rolldown.CodeSplittingNameFunction = (module, graph) =>
    [...importersOf(module, graph)].some((importer) => importer.endsWith(entry)) ? file : null;
  return { debugName: file, name, test: SMALL };
}

/** What imports a module, and what imports that. What is imported later is not counted. */
function importersOf(module: string, graph: Rolldown.ChunkingContext, found = new Set<string>()): Set<string> {
  for (const importer of graph.getModuleInfo(module)?.importers ?? []) {
    if (found.has(importer)) continue;
    found.add(importer);
    importersOf(importer, graph, found);
  }
  return found;
}
