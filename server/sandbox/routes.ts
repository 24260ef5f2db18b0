import { setMaxListeners } from "node:events";
import type { ServerResponse } from "node:http";
import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Answer } from "./answer.js";
import { answerAuthorize } from "./answer-authorize.js";
import { answerGraph } from "./answer-graph.js";
import { control } from "./control.js";
import type { Sandbox } from "./create-sandbox.js";
import { GraphError, unsupportedRequest } from "./errors.js";
import { codeGrant, exchangeCode } from "./exchange-code.js";
import { readGraphCall } from "./graph-call.js";
import { indexPage } from "./index-page.js";
import { type Call, runCall } from "./run-call.js";
import { sendOutcome } from "./send-outcome.js";
import { pictureOwner, servePicture } from "./serve-picture.js";

const BODY_BYTES_MAX = 256 * 1024;
/** Addresses contain tokens and secrets, as on the platform: requests are not logged. */
const QUIET = { logLevel: "silent" } as const;

/** The sandbox over HTTP under any prefix: consent page, code exchange, graph, pictures and control. */
export function sandboxRoutes(sandbox: Sandbox): FastifyPluginAsync {
  return async (server) => {
    const closing = new AbortController();
    // Every waiting call adds a listener: Node would warn of a leak at eleven.
    setMaxListeners(0, closing.signal);
    const held = new Set<ServerResponse>();
    server.addHook("preClose", async () => {
      closing.abort();
      for (const response of held) response.destroy();
    });
    answerLikeInstagram(server);

    const run = async (reply: FastifyReply, call: Omit<Call, "closing">) =>
      sendOutcome(reply, await runCall(sandbox, { ...call, closing: closing.signal }), held);

    server.get("/", QUIET, (_request, reply) => send(reply, indexPage(sandbox)));

    server.route({
      ...QUIET,
      method: ["GET", "POST"],
      url: "/oauth/authorize",
      handler: async (request, reply) => {
        const form = await readForm(request.headers["content-type"], bodyOf(request));
        const query = new URLSearchParams([...queryOf(request), ...form]);
        return send(reply, answerAuthorize(sandbox, query, request.headers.cookie));
      },
    });

    server.all("/oauth/access_token", QUIET, async (request, reply) => {
      const form = await readForm(request.headers["content-type"], bodyOf(request));
      const compute = () => {
        if (request.method !== "POST") throw unsupportedRequest(request.method);
        return exchangeCode(sandbox, form);
      };
      const account = codeGrant(sandbox, form)?.member.key ?? null;
      return run(reply, { endpoint: "exchange", account, limit: 0, compute });
    });

    server.get<{ Params: { "*": string } }>("/cdn/*", QUIET, (request, reply) => {
      const path = request.params["*"];
      const query = request.url.split("?")[1] ?? "";
      const compute = () => servePicture(sandbox, { path, query, range: request.headers.range });
      return run(reply, { endpoint: "cdn", account: pictureOwner(path)?.key ?? null, limit: 0, compute });
    });

    server.post("/_control", QUIET, (request, reply) => send(reply, control(sandbox, request.raw, bodyOf(request))));

    server.all<{ Params: { "*": string } }>("/*", QUIET, (request, reply) => {
      const query = queryOf(request);
      const { authorization } = request.headers;
      const { method } = request;
      const base = `${request.protocol}://${request.host}${new URL(sandbox.baseUrl()).pathname.replace(/\/$/, "")}`;
      const call = readGraphCall(sandbox, { method, base, path: request.params["*"], query, authorization });
      return run(reply, {
        endpoint: call.endpoint,
        account: call.grant?.member.key ?? null,
        grant: call.grant,
        limit: Number(query.get("limit") ?? 25),
        compute: (rowsMax) => answerGraph(sandbox, { ...call, rowsMax }),
      });
    });
  };
}

/** Any body is accepted as bytes, and errors have the platform's form. */
function answerLikeInstagram(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: BODY_BYTES_MAX }, (_request, body, done) =>
    done(null, body),
  );
  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) server.log.error({ err: error }, "the sandbox failed");
    return send(reply, new GraphError(1, "An unknown error has occurred.", { status }).toAnswer());
  });
}

function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(request.url.split("?")[1] ?? "");
}

function bodyOf({ body }: FastifyRequest): Buffer | undefined {
  return Buffer.isBuffer(body) ? body : undefined;
}

async function readForm(contentType: string | undefined, body: Buffer | undefined): Promise<URLSearchParams> {
  const form = new URLSearchParams();
  if (!body || !/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(contentType ?? "")) return form;
  try {
    const parsed = await new Response(new Uint8Array(body), {
      headers: { "content-type": contentType ?? "" },
    }).formData();
    for (const [name, value] of parsed) if (typeof value === "string") form.append(name, value);
    return form;
  } catch {
    // A malformed body has no fields; the caller reports the missing one.
    return new URLSearchParams();
  }
}
