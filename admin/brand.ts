/**
 * The one look of Darkroom: its name, where its mark is served, and its palette in light and dark.
 * The server's pages hold the same colours as CSS custom properties (server/http/pages/style.ts); a test compares the two.
 */
export const BRAND = {
  name: "Darkroom",
  markUrl: "/assets/mark.svg",
} as const;

/** A print in daylight, and the room under its safelight. Text colours reach WCAG AA on every ground of their palette. */
export const PALETTE = {
  light: {
    ground: "#faf6f2",
    surface: "#ffffff",
    sunken: "#f2ebe4",
    line: "#dfd4ca",
    control: "#857669",
    ink: "#211914",
    muted: "#66584d",
    accent: "#a83a08",
    accentInk: "#ffffff",
    good: "#1a6640",
    bad: "#a31d36",
  },
  dark: {
    ground: "#15100e",
    surface: "#1f1815",
    sunken: "#0e0a09",
    line: "#3b302a",
    control: "#8f8076",
    ink: "#f6eee8",
    muted: "#bcada2",
    accent: "#ff9d5c",
    accentInk: "#241104",
    good: "#74d3a0",
    bad: "#ff8f9b",
  },
} as const;
