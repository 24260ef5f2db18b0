/** Holds the session of a person who is signed in. */
export const SESSION_COOKIE = "darkroom_session";
