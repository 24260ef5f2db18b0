import { reportLostRequest } from "./connection-events.js";

const lostParts = new WeakSet<object>();

/** Remembers which errors mean that a part of the dashboard's code could not be loaded. */
export function watchLostParts(): void {
  window.addEventListener("vite:preloadError", ({ payload }) => {
    lostParts.add(payload);
    reportLostRequest();
  });
}

/** The server was away, or it is of another version, whose parts have other names. */
export function isLostPart(error: unknown): boolean {
  return error instanceof Error && lostParts.has(error);
}
