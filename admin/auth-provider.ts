import type { AuthProvider } from "react-admin";
import { WhoAmIDocument } from "./gql/graphql.js";
import { isSignedOut } from "./lib/api-error.js";
import { request, send } from "./lib/request.js";
import { hasSession, noteEnd, noteSession } from "./sign-in/farewell.js";

/** Leads to the sign-in page, which says why by itself; without react-admin's own notice. */
const TO_SIGN_IN = { message: false, redirectTo: "/login" } as const;

/** The operator's session: a cookie that no script can read, so the server is asked whether there is one. */
export const authProvider: AuthProvider = {
  async login({ email, password }: { email: string; password: string }) {
    await send("/auth/sign-in", { email, password });
    noteSession();
  },
  async logout({ everywhere = false }: { everywhere?: boolean }) {
    if (!hasSession()) return;
    await send("/auth/sign-out", { everywhere });
    noteEnd(everywhere ? "SIGNED_OUT_EVERYWHERE" : "SIGNED_OUT");
  },
  /** A server that cannot be reached has not ended the session: the page that asks it says so. */
  async checkAuth() {
    const answer = await request(WhoAmIDocument, {}).catch(() => null);
    if (answer === null) return;
    if (answer.viewer.kind === "OPERATOR") return noteSession();
    noteEnd("ENDED");
    return Promise.reject(TO_SIGN_IN);
  },
  async checkError(error: unknown) {
    if (!isSignedOut(error)) return;
    noteEnd("ENDED");
    return Promise.reject(TO_SIGN_IN);
  },
  getPermissions: async () => undefined,
};
