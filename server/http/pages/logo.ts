import { trusted } from "../../lib/html.js";

/** The shutter of an enlarger, open on the safelight. Drawn for both palettes. */
export const LOGO_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32" fill="none" stroke="#ff9d5c" stroke-linecap="round" stroke-linejoin="round"><rect x=".75" y=".75" width="30.5" height="30.5" rx="8" fill="#2a1710" stroke="#7a3a17" stroke-width="1.5"/><circle cx="16" cy="16" r="10.5" stroke-width="2"/><path d="M20.44 17.19 17.19 20.44 12.75 19.25 11.56 14.81 14.81 11.56 19.25 12.75Z" fill="#ff9d5c" stroke="none"/><path d="M20.44 17.19 11.95 25.69M17.19 20.44 5.59 17.33M12.75 19.25 9.64 7.65M11.56 14.81 20.05 6.31M14.81 11.56 26.41 14.67M19.25 12.75 22.36 24.35" stroke-width="1.5"/></svg>`;

/** The logo beside the name, hidden from screen readers. */
export const LOGO = trusted(LOGO_SVG.replace("<svg ", '<svg class="mark" aria-hidden="true" '));
