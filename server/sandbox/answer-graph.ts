import { type Answer, jsonAnswer } from "./answer.js";
import { checkPermission, checkToken } from "./check-token.js";
import { indexFor } from "./collaborations.js";
import type { Sandbox } from "./create-sandbox.js";
import { GraphError, noSuchObject, unsupportedRequest } from "./errors.js";
import { exchangeToken } from "./exchange-token.js";
import { type GraphCall, isAccountNode } from "./graph-call.js";
import { listMedia } from "./list-media.js";
import { readMediaId } from "./media-ids.js";
import { parseFields } from "./parse-fields.js";
import { type MediaThing, readThing } from "./read-posts.js";
import { refreshToken } from "./refresh-token.js";
import { renderChildren, renderMedia } from "./render-media.js";
import { renderUser } from "./render-user.js";
import type { Grant } from "./tokens.js";

/** @throws {GraphError} for every error response */
export function answerGraph(sandbox: Sandbox, call: GraphCall): Answer {
  if (call.method !== "GET") throw unsupportedRequest(call.method);
  if (call.endpoint === "other") throw new GraphError(2500, `Unknown path components: /${call.node}`);
  if (call.tokenText === null) {
    throw new GraphError(104, "An access token is required to request this resource.");
  }
  const answer = jsonAnswer(readValue(sandbox, call, checkToken(sandbox, call.grant)));
  return { ...answer, headers: { ...answer.headers, "facebook-api-version": call.version } };
}

function readValue(sandbox: Sandbox, call: GraphCall, grant: Grant): unknown {
  switch (call.endpoint) {
    case "long-lived":
      return exchangeToken(sandbox, call, grant);
    case "refresh":
      return refreshToken(sandbox, call, grant);
    case "me":
      return readUser(sandbox, call, grant);
    case "media":
      return readMediaEdge(sandbox, call, grant);
    case "children":
      return readChildren(sandbox, call, grant);
    default:
      return readItem(sandbox, call, grant);
  }
}

function readUser(sandbox: Sandbox, call: GraphCall, grant: Grant): unknown {
  checkPermission(sandbox, grant, "me");
  if (!isAccountNode(call.node, grant.member)) throw noSuchObject(call.node);
  const user = renderUser(sandbox, call, grant.member);
  return grant.member.me === "wrapped" ? { data: [user] } : user;
}

function readMediaEdge(sandbox: Sandbox, call: GraphCall, grant: Grant): unknown {
  checkPermission(sandbox, grant, "else");
  if (!isAccountNode(call.node, grant.member)) throw noSuchObject(call.node);
  return listMedia(sandbox, call, { member: grant.member });
}

function readItem(sandbox: Sandbox, call: GraphCall, grant: Grant): unknown {
  const thing = findThing(sandbox, call, grant);
  return renderMedia(sandbox, thing, parseFields(call.query.get("fields") ?? "id"));
}

function readChildren(sandbox: Sandbox, call: GraphCall, grant: Grant): unknown {
  const { post } = findThing(sandbox, call, grant);
  return renderChildren(sandbox, post, parseFields(call.query.get("fields") ?? "id"));
}

function findThing(sandbox: Sandbox, { node }: GraphCall, grant: Grant): MediaThing {
  checkPermission(sandbox, grant, "else");
  if (!/^\d+$/.test(node)) {
    throw new GraphError(803, `(#803) Some of the aliases you requested do not exist: ${node}`, { status: 404 });
  }
  const place = readMediaId(node);
  const index = place && indexFor(grant.member, place);
  const thing = place && index !== null ? readThing(sandbox, { ...place, member: grant.member, index }) : null;
  if (!thing) throw noSuchObject(node);
  return thing;
}
