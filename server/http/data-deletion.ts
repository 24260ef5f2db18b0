import type { FastifyInstance } from "fastify";
import type { AppContext } from "../app-context.js";
import { readErasure } from "../features/privacy/read-erasure.js";
import { erasurePage, unknownCode } from "./pages/erasure.js";
import { resultPage } from "./pages/result-page.js";
import { sendPage } from "./send-page.js";

/** The status page of a deletion request; its code is the only credential. */
export function dataDeletionRoutes(server: FastifyInstance, app: AppContext): void {
  server.get("/data-deletion/:code", async (request, reply) => {
    const status = await readErasure(app, (request.params as { code: string }).code);
    if (!status) return await sendPage(reply.code(404), (language) => resultPage(unknownCode(language), language));
    return await sendPage(reply, (language) => erasurePage(status, app.config.contact, language));
  });
}
