import { useSyncExternalStore } from "react";
import { readStoredItem } from "../lib/stored-item.js";

const DARK = window.matchMedia("(prefers-color-scheme: dark)");

/** The look that was chosen in the dashboard, else the one that the system prefers. */
export function useColorMode(): "light" | "dark" {
  const isDark = useSyncExternalStore(onChange, () => DARK.matches);
  const chosen = readStoredItem("theme");
  if (chosen === "light" || chosen === "dark") return chosen;
  return isDark ? "dark" : "light";
}

function onChange(listener: () => void): () => void {
  DARK.addEventListener("change", listener);
  return () => DARK.removeEventListener("change", listener);
}
