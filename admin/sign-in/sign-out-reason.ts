/** Why the sign-in page stands where a page of the dashboard stood before. */
export type SignOutReason = "ENDED" | "SIGNED_OUT" | "SIGNED_OUT_EVERYWHERE" | "PASSWORD_CHANGED" | "REMOVED";

// Kept in memory: it outlives the way to the sign-in page, on which the dashboard forgets all else, and no more.
let isOpen = false;
let saved: SignOutReason | null = null;

/** There is a session, as far as the server's last answer says. */
export function markSignedIn(): void {
  isOpen = true;
  saved = null;
}

/** The session is over. The first reason stands: every later request is rejected too. */
export function saveSignOutReason(reason: SignOutReason): void {
  if (isOpen) saved = reason;
  isOpen = false;
}

/** Whether a session was seen that has not ended. */
export function hasSession(): boolean {
  return isOpen;
}

/** Null for somebody who comes to sign in for the first time. */
export function signOutReason(): SignOutReason | null {
  return saved;
}
