import { createKey } from "../../server/features/api-keys/create-key.js";
import { addOperator } from "../../server/features/operators/add-operator.js";
import { createServer } from "../../server/http/server.js";
import { Secret } from "../../server/lib/secret.js";
import { OPERATOR } from "../support/cast.js";
import type { GraphqlAnswer } from "../support/graphql.js";
import { createTestApp, type TestApp } from "../support/test-app.js";

/** In ALLOWED_ORIGINS. */
export const DESK = "https://desk.example";
/** An origin of the publishable key. */
export const SHOP = "https://shop.example";
/** An origin of nobody's. */
export const FOREIGN = "https://foreign.example";
export const QUERY = '{ account(username: "bakery") { username media(first: 2) { id } } }';

/** One app behind two servers, with every kind of credentials. */
export interface ServedApps {
  testApp: TestApp;
  /** PUBLIC_READ on. */
  open: string;
  /** PUBLIC_READ off. */
  closed: string;
  publishable: string;
  secret: string;
  /** An operator's cookie. */
  session: string;
  close(): Promise<void>;
}

export async function serveApps({ allowedOrigin = DESK, hasDatabaseProxy = false } = {}): Promise<ServedApps> {
  const testApp = await createTestApp({ ALLOWED_ORIGINS: allowedOrigin }, { hasDatabaseProxy });
  await testApp.connect("bakery");
  const open = await testApp.serve();
  const closedApp = await createServer({ ...testApp.app, config: { ...testApp.app.config, publicRead: false } });
  return {
    testApp,
    open,
    closed: await closedApp.listen({ port: 0, host: "127.0.0.1" }),
    publishable: await makeKey(testApp, { origins: [SHOP, "https://*.shops.example", "http://localhost:*"] }),
    secret: await makeKey(testApp, { kind: "SECRET" }),
    session: await signIn(testApp, open),
    async close() {
      await closedApp.close();
      await testApp.close();
    },
  };
}

export const GRANT = {
  name: "test",
  kind: "PUBLISHABLE" as "PUBLISHABLE" | "SECRET",
  scopes: ["READ" as const],
  accountIds: [],
  allAccounts: true,
  origins: [] as string[],
  expiresAt: null as Date | null,
};

/** A key for all accounts. */
export async function makeKey(testApp: TestApp, input: Partial<typeof GRANT>): Promise<string> {
  return (await createKey(testApp.app, { ...GRANT, ...input }, OPERATOR)).key.reveal();
}

/** Signs an operator in and answers their cookie. */
async function signIn(testApp: TestApp, url: string): Promise<string> {
  const [email, password] = ["desk@example.com", "a long password of the desk"];
  await addOperator(testApp.app, { email, password: new Secret(password) }, OPERATOR);
  const answer = await fetch(`${url}/auth/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  if (answer.status !== 200) throw new Error(`signing in was answered ${answer.status}: ${await answer.text()}`);
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

export interface Asked {
  query?: string | null;
  key?: string;
  extensions?: string;
  headers?: Record<string, string>;
}

/** GET /graphql. */
export function get(url: string, { query = QUERY, key, extensions, headers = {} }: Asked = {}): Promise<Response> {
  const asked = Object.entries({ query, key, extensions }).filter(([, value]) => value != null) as [string, string][];
  return fetch(`${url}/graphql?${new URLSearchParams(asked)}`, { headers });
}

/** POST /graphql. */
export function post(
  url: string,
  { headers = {}, body = JSON.stringify({ query: QUERY }) }: { headers?: Record<string, string>; body?: string } = {},
): Promise<Response> {
  return fetch(`${url}/graphql`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
}

export async function bodyOf(
  answer: Response,
): Promise<{ data: GraphqlAnswer["data"]; codes: unknown[]; nextStep: unknown }> {
  const { data, errors = [] } = (await answer.json()) as Pick<GraphqlAnswer, "data" | "errors">;
  return { data, codes: errors.map(({ extensions }) => extensions.code), nextStep: errors[0]?.extensions.nextStep };
}
