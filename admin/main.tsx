import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.js";
import { createI18nProvider } from "./i18n/i18n-provider.js";

const root = document.getElementById("dashboard");
if (!root) throw new Error("index.html has no #dashboard");

// After an upgrade the server has no longer the parts that a page of before asks for: the page is loaded anew.
const RELOAD_AFTER_MS = 10_000;
window.addEventListener("vite:preloadError", (event) => {
  if (performance.now() < RELOAD_AFTER_MS) return;
  event.preventDefault();
  window.location.reload();
});

const i18nProvider = await createI18nProvider();
createRoot(root).render(
  <StrictMode>
    <App i18nProvider={i18nProvider} />
  </StrictMode>,
);
