import { useEffect, useRef } from "react";
import { useStore } from "react-admin";
import { useNavigate } from "react-router-dom";
import { shortcutOf } from "./shortcuts.js";

const SECOND_KEY_WITHIN_MS = 1_500;
const FIELDS = "input, textarea, select, [contenteditable]:not([contenteditable='false']), [role='textbox'], iframe";
const OPEN_MODAL = ".MuiModal-root:not(.MuiModal-hidden)";

/** Whether single keys are shortcuts, as the operator chose in this browser. Speech input may press keys by mistake. */
export function useSingleKeys(): [boolean, (isOn: boolean) => void] {
  return useStore<boolean>("shortcuts.singleKeys", true);
}

/** Listens for the shortcuts, except in a field, in a dialog or in a menu. */
export function useShortcuts(open: (overlay: "search" | "shortcuts") => void): void {
  const [areSingleKeysOn] = useSingleKeys();
  const navigate = useNavigate();
  const gAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const { key, target, altKey, ctrlKey, metaKey, defaultPrevented, isComposing } = event;
      if (defaultPrevented || isComposing || altKey || event.repeat) return;
      if ((target instanceof Element && target.closest(FIELDS)) || document.querySelector(OPEN_MODAL)) return;
      const isCommand = ctrlKey || metaKey;
      if (!isCommand && !areSingleKeysOn) return;
      const isAfterG = event.timeStamp - gAt.current < SECOND_KEY_WITHIN_MS;
      gAt.current = key === "g" && !isCommand ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const shortcut = shortcutOf({ key, isCommand, isAfterG });
      if (!shortcut) return;
      event.preventDefault();
      if (shortcut.kind === "GO") void navigate(shortcut.to);
      else open(shortcut.overlay);
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [areSingleKeysOn, navigate, open]);
}
