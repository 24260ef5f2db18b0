import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.js";

const root = document.getElementById("dashboard");
if (!root) throw new Error("index.html has no #dashboard");

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
