import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo, useState } from "react";
import { useShortcuts } from "../shortcuts/use-shortcuts.js";

const ChangesDialog = lazy(async () => ({ default: (await import("./ChangesDialog.js")).ChangesDialog }));
const SearchDialog = lazy(async () => ({ default: (await import("../search/SearchDialog.js")).SearchDialog }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import("../shortcuts/ShortcutsDialog.js")).ShortcutsDialog,
}));

const DIALOGS = { changes: ChangesDialog, search: SearchDialog, shortcuts: ShortcutsDialog };

export type Overlay = keyof typeof DIALOGS;

interface Overlays {
  shown: Overlay | null;
  open(overlay: Overlay): void;
  close(): void;
}

const OverlayContext = createContext<Overlays>({ shown: null, open: () => undefined, close: () => undefined });

/** Opens what may lie over any page, by a button. */
export function useOverlays(): Overlays {
  return useContext(OverlayContext);
}

/** What may lie over any page, opened by a button or by a key. */
export function Overlays({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Overlay | null>(null);
  const context = useMemo(() => ({ shown, open: setShown, close: () => setShown(null) }), [shown]);
  useShortcuts(setShown);
  return <OverlayContext value={context}>{children}</OverlayContext>;
}

/** What is open now. It is loaded when it is first opened, so it stands where a failure of that is caught. */
export function OpenOverlay() {
  const { shown, close } = useOverlays();
  const Shown = shown && DIALOGS[shown];
  return Shown ? (
    <Suspense>
      <Shown onClose={close} />
    </Suspense>
  ) : null;
}
