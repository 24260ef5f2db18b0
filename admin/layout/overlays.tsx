import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useMemo, useState } from "react";
import { useShortcuts } from "../shortcuts/use-shortcuts.js";

const ChangesDialog = lazy(async () => ({ default: (await import("./ChangesDialog.js")).ChangesDialog }));
const SearchDialog = lazy(async () => ({ default: (await import("../search/SearchDialog.js")).SearchDialog }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import("../shortcuts/ShortcutsDialog.js")).ShortcutsDialog,
}));

const DIALOGS = { changes: ChangesDialog, search: SearchDialog, shortcuts: ShortcutsDialog };

export type Overlay = keyof typeof DIALOGS;

const OverlayContext = createContext<{ open(overlay: Overlay): void }>({ open: () => undefined });

/** Opens what may lie over any page. */
export function useOverlays(): { open(overlay: Overlay): void } {
  return useContext(OverlayContext);
}

/** What may lie over any page, opened by a button or by a key. Each is loaded when it is first opened. */
export function Overlays({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Overlay | null>(null);
  const close = useCallback(() => setShown(null), []);
  const context = useMemo(() => ({ open: setShown }), []);
  useShortcuts(setShown);
  const Shown = shown && DIALOGS[shown];
  return (
    <OverlayContext value={context}>
      {children}
      {Shown && (
        <Suspense>
          <Shown onClose={close} />
        </Suspense>
      )}
    </OverlayContext>
  );
}
