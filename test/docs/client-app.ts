import { readFileSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { copyDuePictures } from "../../server/features/assets/copy-due-pictures.js";
import { syncAccount } from "../../server/features/sync/sync-account.js";
import { createServer } from "../../server/http/server.js";
import { OPERATOR } from "../support/cast.js";
import { freePort } from "../support/free-port.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { createTestApp } from "../support/test-app.js";

export interface Snippet {
  language: string;
  /** What the document calls the file that the snippet is. */
  file: string | undefined;
  code: string;
}

/** A caption that becomes a script where it is not shown as text. */
export const HOSTILE = `<img src=x onerror="window.isHacked = true"> & 'quotes'`;

/** What the readers of docs/clients.md have: a server with two accounts, and the two keys that the document makes. */
export interface ClientApp {
  url: string;
  /** How often a browser asked before it asked. */
  preflightCount(): number;
  /** A snippet with what its reader fills in. */
  fill(code: string): string;
  /** Makes the feed that the document asks for, of both accounts; returns its id. */
  makeFeed(): Promise<string>;
  /** Copies the pictures, so that they have a width and a height. */
  copyPictures(): Promise<unknown>;
  close(): Promise<void>;
}

/** Every fenced snippet of a document, in order. */
export function readSnippets(document = "docs/clients.md"): Snippet[] {
  const fences = readFileSync(document, "utf8").matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms);
  return [...fences].map(([, language = "", file, code = ""]) => ({ language, file, code }));
}

/** The code of the one snippet with this file name, or of this language and with this beginning. */
export function snippetOf(wanted: string, document = "docs/clients.md"): string {
  const found = readSnippets(document).filter(({ file, code }) => file === wanted || code.startsWith(wanted));
  if (found.length !== 1) throw new Error(`${document} has ${found.length} snippets ${wanted}`);
  return found[0]?.code ?? "";
}

export async function createClientApp(): Promise<ClientApp> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const testApp = await createTestApp({ PUBLIC_URL: url, PUBLIC_READ: "off" });
  const florist = await testApp.connect("florist");
  const bakery = await testApp.connect("bakery");
  const makeFeed = async () => {
    const sources = [{ accountId: bakery }, { accountId: florist }];
    const variables = { input: { slug: "our-shops", title: "Our shops", sources } };
    const query = "mutation ($input: FeedInput!) { createFeed(input: $input) { id } }";
    return (await ask(url, query, { ...AS_OPERATOR, variables })).data.createFeed.id as string;
  };
  await testApp.sandbox.control({ posts: { account: "bakery", add: [{ type: "IMAGE", caption: HOSTILE }] } });
  await syncAccount(testApp.app, bakery, { by: OPERATOR, full: false });
  let preflights = 0;
  const server = await createServer(testApp.app);
  server.addHook("onRequest", async ({ method }) => {
    if (method === "OPTIONS") preflights++;
  });
  await server.listen({ port, host: "localhost" });
  const [publishable, secret] = [await makeKey(url, "BrowserKey"), await makeKey(url, "ServerKey")];
  return {
    url,
    preflightCount: () => preflights,
    fill: (code) =>
      code
        .replaceAll("https://feed.example.com", url)
        .replaceAll("pk_YOUR_KEY", publishable)
        .replaceAll("sk_YOUR_KEY", secret),
    makeFeed,
    copyPictures: () => copyDuePictures(testApp.app, AbortSignal.timeout(60_000)),
    async close() {
      await server.close();
      await testApp.close();
    },
  };
}

/** Answers every path by `answer`, on a port of its own. */
export async function serve(answer: Parameters<typeof createHttpServer>[1]): Promise<{ server: Server; url: string }> {
  const server = createHttpServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}` };
}

/** Makes a key by the mutation that the document shows. */
async function makeKey(url: string, operation: string): Promise<string> {
  const { data, errors } = await ask(url, snippetOf(`mutation ${operation}`), AS_OPERATOR);
  if (errors) throw new Error(errors[0]?.message);
  return data.createApiKey.key;
}
