import { useEffect } from "react";
import { BRAND } from "../brand.js";

/** What the browser's tab, its history and a screen reader call the page. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${BRAND.name}`;
  }, [title]);
}
