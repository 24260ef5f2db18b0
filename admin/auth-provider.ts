import type { AuthProvider } from "react-admin";
import { type AccessRequest, isPermitted, PERMISSIONS } from "./access.js";
import { ViewerDocument, type ViewerQuery } from "./gql/graphql.js";
import { isSignedOut } from "./lib/api-error.js";
import { request, send } from "./lib/request.js";
import { hasSession, markSignedIn, saveSignOutReason } from "./sign-in/sign-out-reason.js";

/** Leads to the sign-in page, which says why by itself; without react-admin's own notice. */
const TO_SIGN_IN = { message: false, redirectTo: "/login" } as const;

/** The operator's session: a cookie that no script can read, so the server is asked whether there is one. */
export const authProvider: AuthProvider = {
  async login({ email, password }: { email: string; password: string }) {
    await send("/auth/sign-in", { email, password });
    known = null;
    markSignedIn();
  },
  async logout({ everywhere = false }: { everywhere?: boolean }) {
    if (!hasSession()) return;
    await send("/auth/sign-out", { everywhere });
    known = null;
    saveSignOutReason(everywhere ? "SIGNED_OUT_EVERYWHERE" : "SIGNED_OUT");
  },
  /** A server that cannot be reached has not ended the session: the page that asks it says so. */
  async checkAuth() {
    const viewer = await askViewer().catch(() => null);
    if (viewer === null) return;
    if (viewer.kind === "OPERATOR") return markSignedIn();
    saveSignOutReason("ENDED");
    return Promise.reject(TO_SIGN_IN);
  },
  async checkError(error: unknown) {
    if (!isSignedOut(error)) return;
    known = null;
    saveSignOutReason("ENDED");
    return Promise.reject(TO_SIGN_IN);
  },
  getPermissions: async () => undefined,
  /** True for anybody but operators too: `checkAuth` leads them to the sign-in page. */
  async canAccess({ resource, action, record }: AccessRequest) {
    const viewer = await (known ?? askViewer()).catch(() => null);
    return viewer?.kind !== "OPERATOR" || isPermitted(PERMISSIONS[viewer.kind], { resource, action, record });
  },
};

type Viewer = ViewerQuery["viewer"];

/** The viewer of the last check, or of the check that is under way; forgotten when the session begins or ends. */
let known: Promise<Viewer> | null = null;

function askViewer(): Promise<Viewer> {
  const asked = request(ViewerDocument, {}).then(({ viewer }) => viewer);
  known = asked;
  asked.catch(() => {
    if (known === asked) known = null;
  });
  return asked;
}
