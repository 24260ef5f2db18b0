import type { SignInMessages } from "../en/sign-in-page.js";
import * as errors from "./errors.js";
import * as server from "./server.js";
import * as signIn from "./sign-in.js";

export const messages: SignInMessages = {
  darkroom: { errors: errors.texts, server: server.texts, signIn: signIn.texts },
};
