import type { Sandbox } from "./create-sandbox.js";
import type { Endpoint } from "./faults.js";
import { accountOfId, type TestAccount } from "./fixtures.js";
import { type Grant, readGrant } from "./tokens.js";

export interface GraphCall {
  endpoint: Endpoint;
  method: string;
  version: string;
  node: string;
  base: string;
  query: URLSearchParams;
  tokenText: string | null;
  grant: Grant | null;
  rowsMax: number | null;
}

/** The platform's version for a request without one. */
const DEFAULT_VERSION = "v26.0";

/** Parses `/v26.0/me/media?fields=…`; `path` is relative to the mount. */
export function readGraphCall(
  sandbox: Sandbox,
  request: Pick<GraphCall, "method" | "base" | "query"> & { path: string; authorization: string | undefined },
): GraphCall {
  const segments = request.path.split("/").filter((segment) => segment !== "");
  const version = /^v\d{1,3}\.\d$/.test(segments[0] ?? "") ? segments.shift() : undefined;
  const [node = "", edge = null, ...rest] = segments;
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.authorization ?? "")?.[1];
  const tokenText = request.query.get("access_token") ?? bearer ?? null;
  const grant = tokenText === null ? null : readGrant(sandbox, tokenText);
  return {
    endpoint: rest.length > 0 ? "other" : endpointOf(node, edge),
    method: request.method,
    version: version ?? DEFAULT_VERSION,
    node,
    base: request.base,
    query: request.query,
    tokenText,
    grant,
    rowsMax: null,
  };
}

export function isAccountNode(node: string, member: TestAccount): boolean {
  return node === "me" || node === member.userId || node === member.appScopedId;
}

function endpointOf(node: string, edge: string | null): Endpoint {
  if (edge === "media") return "media";
  if (edge === "children") return "children";
  if (edge !== null || node === "") return "other";
  if (node === "access_token") return "long-lived";
  if (node === "refresh_access_token") return "refresh";
  return node === "me" || accountOfId(node) ? "me" : "item";
}
