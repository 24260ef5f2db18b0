import { useCallback, useEffect } from "react";
import { type BlockerFunction, type Location, useBlocker } from "react-router-dom";
import { useTranslate } from "../i18n/use-translate.js";
import { ConfirmDialog } from "./ConfirmButton.js";

/** Asks before changes that are not saved are lost: in a dialog within the dashboard, by the browser outside it. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const translate = useTranslate();
  const isAsked = useCallback<BlockerFunction>((move) => isDirty && isLeaving(move), [isDirty]);
  const { state, proceed, reset } = useBlocker(isAsked);
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty]);
  // Saved while it asks: nothing is left to be lost.
  useEffect(() => {
    if (state === "blocked" && !isDirty) proceed();
  }, [state, isDirty, proceed]);
  if (state !== "blocked") return null;
  return (
    <ConfirmDialog
      title={translate("darkroom.ui.leave.title")}
      actLabel={translate("darkroom.ui.leave.discard")}
      onAct={proceed}
      onClose={reset}
    >
      {translate("darkroom.ui.leave.help")}
    </ConfirmDialog>
  );
}

/** With a navigation that leaves nothing to be saved, such as after a removal. */
export const NOTHING_LEFT = { isNothingLeft: true };

/** Dialogs of a page and its filters are parts of its address. Who is signed out has no page. */
function isLeaving({ currentLocation, nextLocation }: { currentLocation: Location; nextLocation: Location }): boolean {
  const { pathname, state } = nextLocation;
  return pathname !== currentLocation.pathname && !pathname.endsWith("/login") && !state?.isNothingLeft;
}
