import * as errors from "./errors.js";
import * as server from "./server.js";
import * as signIn from "./sign-in.js";

/** What the sign-in page shows of `messages.ts`. */
export const messages = { darkroom: { errors: errors.texts, server: server.texts, signIn: signIn.texts } };

export type SignInMessages = typeof messages;
