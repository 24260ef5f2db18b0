/** Filled in by the build (admin/vite-plugins.ts): the files of the dashboard that this page does not load anyway. */
const PARTS = 'meta[name="dashboard-parts"]';

/** Fetches the files of the dashboard, without running them: nothing may hold up who is writing. Waits for the first paint. */
export function downloadDashboard(): () => void {
  let next = requestAnimationFrame(() => {
    // The frame after the one that painted the form.
    next = requestAnimationFrame(() => whenIdle(addLinks));
  });
  return () => cancelAnimationFrame(next);
}

/** Loads the dashboard while the server checks the password, and draws it at the page that was asked for. */
export async function openDashboard(signedIn: Promise<unknown>): Promise<void> {
  const loaded = import("../render-dashboard.js").catch(() => null);
  await signedIn;
  history.replaceState(null, "", wantedUrl());
  const dashboard = await loaded;
  if (dashboard) await dashboard.renderDashboard();
  // The server has been upgraded, say: its page names the files that there are.
  else await new Promise(() => window.location.reload());
}

function addLinks(): void {
  const paths = document.querySelector<HTMLMetaElement>(PARTS)?.content.split(" ") ?? [];
  for (const path of paths) {
    const link = document.createElement("link");
    Object.assign(link, { href: path, crossOrigin: "", fetchPriority: "low" });
    if (path.endsWith(".css")) Object.assign(link, { rel: "preload", as: "style" });
    else link.rel = "modulepreload";
    document.head.append(link);
  }
}

/** Not every browser tells when it is idle. */
function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(work);
  else setTimeout(work, 200);
}

/** The address that the browser shows, unless it is the sign-in page's own: then the page that a lost session left. */
function wantedUrl(): string {
  if (window.location.pathname !== "/admin/login") return window.location.href;
  const { nextPathname = "/", nextSearch = "" } = (history.state?.usr ?? {}) as Record<string, string>;
  return `/admin${nextPathname}${nextSearch}`;
}
