import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.js";
import { createI18nProvider } from "./i18n/i18n-provider.js";
import { watchLostParts } from "./lib/lost-parts.js";

/** Draws the dashboard at the address that the browser shows. */
export async function renderDashboard(): Promise<void> {
  const root = document.getElementById("dashboard");
  if (!root) throw new Error("The page has no #dashboard");
  watchLostParts();
  const i18nProvider = await createI18nProvider();
  createRoot(root).render(
    <StrictMode>
      <App i18nProvider={i18nProvider} />
    </StrictMode>,
  );
}
