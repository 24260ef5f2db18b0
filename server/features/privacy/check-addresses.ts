import type { AppContext } from "../../app-context.js";
import { fetchBytes, type HttpAnswer, HttpError, type HttpRequest } from "../../lib/http.js";
import { signRequest } from "./signed-request.js";
import { TEST_CODE, TEST_USER_ID } from "./test-request.js";

/** The addresses in Meta's form. */
export const MetaAddress = {
  REDIRECT_URI: "REDIRECT_URI",
  DEAUTHORIZE: "DEAUTHORIZE",
  DATA_DELETION: "DATA_DELETION",
  PRIVACY: "PRIVACY",
} as const;
export type MetaAddress = keyof typeof MetaAddress;

export interface AddressCheck {
  address: MetaAddress;
  url: string;
  problem: string | null;
}

const LIMITS = { timeoutMs: 5_000, bytesMax: 200_000 } as const;

/** Over the internet, with a signed test request for callbacks. Only below PUBLIC_URL; follows no redirect. */
export async function checkAddresses(app: AppContext): Promise<AddressCheck[]> {
  const { publicUrl, redirectUris } = app.config;
  const own = redirectUris.filter((uri) => uri.startsWith(`${publicUrl}/`));
  const at = (path: string) => `${publicUrl}${path}`;
  const checks: [MetaAddress, string, (url: string) => Promise<string | null>][] = [
    ...own.map((uri) => ["REDIRECT_URI", uri, checkRedirectUri] as [MetaAddress, string, typeof checkRedirectUri]),
    ["DEAUTHORIZE", at("/webhooks/instagram/deauthorize"), (url) => checkDeauthorize(app, url)],
    ["DATA_DELETION", at("/webhooks/instagram/data-deletion"), (url) => checkDataDeletion(app, url)],
    ["PRIVACY", at("/privacy"), (url) => checkPage(url)],
  ];
  return await Promise.all(
    checks.map(async ([address, url, check]) => ({ address, url, problem: await check(url).catch(problemOf) })),
  );
}

/** Without a code, the page shows an error: status 400. */
async function checkRedirectUri(url: string): Promise<string | null> {
  const { status, headers } = await call(url);
  if (status === 400 && isPage(headers)) return null;
  return `status ${status}: another program or a proxy responds in Darkroom's place`;
}

async function checkDeauthorize(app: AppContext, url: string): Promise<string | null> {
  const { status } = await call(url, testRequest(app));
  return status === 200 ? null : `status ${status} for a signed test request`;
}

async function checkDataDeletion(app: AppContext, url: string): Promise<string | null> {
  const { status, bytes } = await call(url, testRequest(app));
  if (status !== 200) return `status ${status} for a signed test request`;
  const statusUrl = `${app.config.publicUrl}/data-deletion/${TEST_CODE}`;
  if (new TextDecoder().decode(bytes) !== JSON.stringify({ url: statusUrl, confirmation_code: TEST_CODE }))
    return "it does not respond as Darkroom does: another program or a proxy responds in its place";
  const problem = await checkPage(statusUrl);
  return problem && `its status page: ${problem}`;
}

async function checkPage(url: string): Promise<string | null> {
  const { status, headers } = await call(url);
  return status === 200 && isPage(headers) ? null : `status ${status}`;
}

async function call(url: string, request: Partial<HttpRequest> = {}): Promise<HttpAnswer> {
  return await fetchBytes(new URL(url), { ...LIMITS, ...request });
}

function testRequest({ config, clock }: AppContext): Partial<HttpRequest> {
  const signed_request = signRequest({ userId: TEST_USER_ID, issuedAt: clock.now() }, config.instagram.appSecret);
  return { method: "POST", form: new URLSearchParams({ signed_request }) };
}

function isPage(headers: Headers): boolean {
  return headers.get("content-type")?.startsWith("text/html") ?? false;
}

function problemOf(error: unknown): string {
  return error instanceof HttpError ? `no response: ${error.message}` : "no response";
}
