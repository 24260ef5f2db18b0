import type { RaThemeOptions } from "react-admin";
import { PALETTE } from "./brand.js";

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** Darkroom's look as MUI takes it; the same colours as the server's own pages. */
export const LIGHT_THEME = themeOf("light");
export const DARK_THEME = themeOf("dark");

function themeOf(mode: keyof typeof PALETTE): RaThemeOptions {
  const { ground, surface, line, control, ink, muted, accent, accentInk, good, bad } = PALETTE[mode];
  return {
    palette: {
      mode,
      primary: { main: accent, contrastText: accentInk },
      secondary: { main: accent, contrastText: accentInk },
      success: { main: good },
      error: { main: bad },
      warning: { main: accent },
      info: { main: muted },
      background: { default: ground, paper: surface },
      text: { primary: ink, secondary: muted },
      divider: line,
      // Chips and outlined fields: a boundary that can be told from the ground.
      grey: { 400: control, 500: control },
    },
    shape: { borderRadius: 10 },
    typography: {
      fontFamily: FONT,
      h1: { fontSize: "1.5rem", fontWeight: 650, letterSpacing: "-0.02em" },
      h2: { fontSize: "1.0625rem", fontWeight: 650 },
      h3: { fontSize: "0.9375rem", fontWeight: 650 },
      button: { textTransform: "none", fontWeight: 600 },
    },
    components: {
      MuiPaper: { styleOverrides: { root: { backgroundImage: "none" } }, defaultProps: { elevation: 0 } },
      MuiCard: { styleOverrides: { root: { border: `1px solid ${line}` } } },
      MuiButton: { defaultProps: { disableElevation: true } },
      MuiButtonBase: {
        styleOverrides: { root: { "&.Mui-focusVisible": { outline: `3px solid ${accent}`, outlineOffset: 2 } } },
      },
      MuiLink: { defaultProps: { underline: "hover" } },
      MuiTooltip: { defaultProps: { enterTouchDelay: 0 } },
      // What is wider than the screen scrolls by itself, or is shortened.
      RaList: { styleOverrides: { root: { "& .RaList-main": { minWidth: 0 } } } },
      // On a phone an input fills its line, but for the button that removes it.
      RaFilterForm: {
        styleOverrides: { root: { "& .RaFilterForm-filterFormInput > :first-child": { flexGrow: 1, minWidth: 0 } } },
      },
      // On a phone react-admin paints the bar above a list, which may be empty there.
      RaListToolbar: { styleOverrides: { root: { "&&": { backgroundColor: "transparent" } } } },
      RaTopToolbar: {
        styleOverrides: { root: { "&&": { alignItems: "center", backgroundColor: "transparent", minHeight: 0 } } },
      },
      MuiAppBar: {
        defaultProps: { color: "inherit" },
        styleOverrides: { root: { backgroundColor: surface, color: ink, borderBottom: `1px solid ${line}` } },
      },
    },
  };
}
