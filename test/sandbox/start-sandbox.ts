import { fastify } from "fastify";
import { type Clock, turnableClock } from "../../server/lib/clock.js";
import { createSandbox, type Sandbox } from "../../server/sandbox/create-sandbox.js";
import { sandboxRoutes } from "../../server/sandbox/routes.js";

export const REDIRECT_URI = "http://localhost:9/oauth/callback";
export const BASIC = "instagram_business_basic";

export interface RunningSandbox {
  sandbox: Sandbox;
  clock: Clock;
  base: string;
  /** A GET below the mount; relative path and query. */
  get(path: string, init?: RequestInit): Promise<Response>;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads into answers of many shapes.
  json(path: string, init?: RequestInit): Promise<Record<string, any>>;
  control(command: unknown, headers?: Record<string, string>): Promise<Response>;
  code(account: string, more?: Record<string, string>): Promise<string>;
  exchange(form: Record<string, string>): Promise<Response>;
  shortToken(account: string): Promise<string>;
  longToken(account: string): Promise<string>;
  close(): Promise<void>;
}

/** The real plugin on a real port, mounted as the server mounts it. */
export async function startSandbox(options: { stateFile?: string; prefix?: string } = {}): Promise<RunningSandbox> {
  const { stateFile, prefix = "/sandbox" } = options;
  const clock = turnableClock();
  let base = "";
  const sandbox = createSandbox({ clock, baseUrl: () => base, ...(stateFile === undefined ? {} : { stateFile }) });
  const server = fastify();
  await server.register(sandboxRoutes(sandbox), { prefix });
  const address = await server.listen({ port: 0, host: "127.0.0.1" });
  base = `${address}${prefix}`;

  const get = (path: string, init: RequestInit = {}) =>
    fetch(`${base}${path}`, { redirect: "manual", signal: AbortSignal.timeout(10_000), ...init });
  const running: RunningSandbox = {
    sandbox,
    clock,
    base,
    get,
    json: async (path, init) => JSON.parse(await (await get(path, init)).text()),
    control: (command, headers = {}) =>
      get("/_control", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(command),
      }),
    async code(account, more = {}) {
      const query = authorizeQuery(sandbox, { sandbox_account: account, ...more });
      const response = await get(`/oauth/authorize?${query}`);
      return new URL(response.headers.get("location") ?? "").searchParams.get("code") ?? "";
    },
    exchange: (form) =>
      get("/oauth/access_token", { method: "POST", body: new URLSearchParams(exchangeForm(sandbox, form)) }),
    async shortToken(account) {
      const response = await running.exchange({ code: await running.code(account) });
      const text = await response.text();
      return JSON.parse(text).access_token ?? JSON.parse(text).data[0].access_token;
    },
    async longToken(account) {
      return (await running.json(exchangeTokenPath(sandbox, await running.shortToken(account)))).access_token;
    },
    close: () => server.close(),
  };
  return running;
}

export function authorizeQuery(sandbox: Sandbox, more: Record<string, string> = {}): URLSearchParams {
  const usual = { client_id: sandbox.appId, redirect_uri: REDIRECT_URI, response_type: "code", scope: BASIC };
  return new URLSearchParams({ ...usual, state: "s1", ...more });
}

export function exchangeForm(sandbox: Sandbox, more: Record<string, string> = {}): Record<string, string> {
  return {
    client_id: sandbox.appId,
    client_secret: sandbox.appSecret.reveal(),
    grant_type: "authorization_code",
    redirect_uri: REDIRECT_URI,
    ...more,
  };
}

export function exchangeTokenPath(sandbox: Sandbox, token: string): string {
  const secret = sandbox.appSecret.reveal();
  return `/access_token?grant_type=ig_exchange_token&client_secret=${secret}&access_token=${token}`;
}
