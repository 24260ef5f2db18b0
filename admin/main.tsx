import { renderDashboard } from "./render-dashboard.js";

await renderDashboard();
