/** Why the sign-in page stands where a page of the dashboard stood before. */
export type Farewell = "ENDED" | "SIGNED_OUT" | "SIGNED_OUT_EVERYWHERE" | "PASSWORD_CHANGED" | "REMOVED";

export const FAREWELL_WORDS: Record<Farewell, string> = {
  ENDED: "Your session has ended. Sign in again.",
  SIGNED_OUT: "You are signed out.",
  SIGNED_OUT_EVERYWHERE: "You are signed out, here and everywhere else.",
  PASSWORD_CHANGED: "Your password is changed. Sign in with the new one.",
  REMOVED: "You are no longer an operator of this server.",
};

// Kept in memory: it outlives the way to the sign-in page, on which the dashboard forgets all else, and no more.
let isOpen = false;
let farewell: Farewell | null = null;

/** There is a session, as far as the server's last answer says. */
export function noteSession(): void {
  isOpen = true;
  farewell = null;
}

/** The session is over. The first reason stands: whatever is asked after it is refused too. */
export function noteEnd(reason: Farewell): void {
  if (isOpen) farewell = reason;
  isOpen = false;
}

/** Whether a session was seen that has not ended. */
export function hasSession(): boolean {
  return isOpen;
}

/** Null for somebody who comes to sign in for the first time. */
export function lastFarewell(): Farewell | null {
  return farewell;
}
