import { type FastifyInstance, fastify } from "fastify";
import type { AdjustableClock } from "../../server/lib/clock.js";
import { createSandbox, type Sandbox } from "../../server/sandbox/create-sandbox.js";
import type { PictureCache } from "../../server/sandbox/picture-cache.js";
import { sandboxRoutes } from "../../server/sandbox/routes.js";

export interface RunningSandbox {
  url: string;
  sandbox: Sandbox;
  /** One command of `POST /_control`; fails the test when the sandbox refuses it. */
  control(command: Record<string, unknown>): Promise<unknown>;
  close(): Promise<void>;
}

/** The sandbox Instagram on a free port, with the clock that the test turns. */
export async function startSandbox(clock: AdjustableClock, pictures?: PictureCache): Promise<RunningSandbox> {
  const app: FastifyInstance = fastify({ forceCloseConnections: true });
  let url = "";
  const sandbox = createSandbox({ clock, baseUrl: () => url, ...(pictures ? { pictures } : {}) });
  await app.register(sandboxRoutes(sandbox));
  url = await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    url,
    sandbox,
    async control(command) {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${url}/_control`, { method: "POST", headers, body: JSON.stringify(command) });
      if (!answer.ok) throw new Error(`the sandbox refused ${JSON.stringify(command)}: ${await answer.text()}`);
      return await answer.json();
    },
    close: () => app.close(),
  };
}
