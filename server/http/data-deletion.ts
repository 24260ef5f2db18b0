import type { FastifyInstance } from "fastify";
import type { AppContext } from "../app-context.js";
import { readErasure } from "../features/privacy/read-erasure.js";
import { erasurePage, UNKNOWN_CODE } from "./pages/erasure.js";
import { PAGE_HEADERS } from "./pages/layout.js";
import { resultPage } from "./pages/result-page.js";

/** The status page of a deletion request; its code is the only credential. */
export function dataDeletionRoutes(server: FastifyInstance, app: AppContext): void {
  server.get("/data-deletion/:code", async (request, reply) => {
    const status = await readErasure(app, (request.params as { code: string }).code);
    reply.headers(PAGE_HEADERS);
    if (!status) return await reply.code(404).send(resultPage(UNKNOWN_CODE));
    return await reply.send(erasurePage(status, app.config.contact));
  });
}
