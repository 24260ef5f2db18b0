import { type LookupAddress, lookup } from "node:dns";
import { Agent as HttpAgent, get as httpGet, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, get as httpsGet } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { Readable } from "node:stream";
import { isPrivateAddress } from "./private-address.js";
import { proxyFor, tunnelAgent } from "./proxy.js";

export interface FetchRequest {
  headers?: Record<string, string>;
  idleMs: number;
  /** For hosts that the operator configured: they may be private. */
  mayBePrivate: boolean;
  signal?: AbortSignal | undefined;
  resolve?: typeof lookup;
}

export interface FetchResponse {
  status: number;
  headers: IncomingHttpHeaders;
  /** Fails with a FetchError when it is incomplete. Destroying it ends the call. */
  body: Readable;
}

export type FetchErrorCode = "TIMEOUT" | "TRANSPORT" | "PRIVATE_ADDRESS";

/** The message omits address and cause, because either may contain a signature. */
export class FetchError extends Error {
  override readonly name = "FetchError";

  constructor(readonly code: FetchErrorCode) {
    super(`the address could not be opened (${code})`);
  }
}

/**
 * Fetches an address from an untrusted host. Returns at the headers, whatever the status; follows no redirect. Connects
 * to the very address that was resolved and checked to be public. The caller reads the body or destroys it.
 * @throws {FetchError}
 */
export function fetchPublicUrl(url: URL, request: FetchRequest): Promise<FetchResponse> {
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  if (!request.mayBePrivate && isIP(hostname) !== 0 && isPrivateAddress(hostname)) {
    return Promise.reject(new FetchError("PRIVATE_ADDRESS"));
  }
  const isHttps = url.protocol === "https:";
  // A proxy resolves the name itself and protects its own network; INSTAGRAM_CDN_HOSTS limits the hosts.
  const proxy = isHttps ? proxyFor(url) : null;
  const direct = request.mayBePrivate ? (isHttps ? AGENTS.https : AGENTS.http) : AGENTS.publicHttps;
  return new Promise((resolve, reject) => {
    const options = {
      agent: request.resolve ? undefined : proxy ? tunnelAgent(proxy) : direct,
      headers: { "user-agent": "darkroom", accept: "image/*,video/*", ...request.headers },
      ...(request.signal ? { signal: request.signal } : {}),
      ...(request.resolve ? { lookup: publicLookup(request.resolve) } : {}),
    };
    // NOTE: the socket's own timer would also fire while the reader pauses.
    const timer = setTimeout(() => call.destroy(new FetchError("TIMEOUT")), request.idleMs);
    let isAnswered = false;
    const call = (isHttps ? httpsGet : httpGet)(url, options, (answer) => {
      isAnswered = true;
      clearTimeout(timer);
      resolve(answerOf(answer, request.idleMs));
    });
    call.on("error", (error) => {
      clearTimeout(timer);
      // The host closed an idle connection before this request. At most eight idle connections exist.
      const isStale = !isAnswered && call.reusedSocket && "code" in error && error.code === "ECONNRESET";
      if (isStale) resolve(fetchPublicUrl(url, request));
      else reject(toOpenFailure(error));
    });
  });
}

function answerOf(answer: IncomingMessage, idleMs: number): FetchResponse {
  const body = Readable.from(parts(answer, idleMs), { objectMode: false }).once("close", () => answer.destroy());
  return { status: answer.statusCode ?? 0, headers: answer.headers, body };
}

async function* parts(answer: IncomingMessage, idleMs: number): AsyncGenerator<Buffer> {
  const pieces: AsyncIterator<Buffer> = answer[Symbol.asyncIterator]();
  for (;;) {
    const timer = setTimeout(() => answer.destroy(new FetchError("TIMEOUT")), idleMs);
    try {
      const piece = await pieces.next();
      if (piece.done) return;
      clearTimeout(timer);
      yield piece.value;
    } catch (error) {
      throw toOpenFailure(error);
    } finally {
      clearTimeout(timer);
    }
  }
}

function toOpenFailure(error: unknown): FetchError {
  return error instanceof FetchError ? error : new FetchError("TRANSPORT");
}

/** Resolves a name once and rejects it if any address is private, so that no second lookup can differ (DNS rebinding). */
function publicLookup(resolve: typeof lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new FetchError("TRANSPORT"), "");
      if (addresses.some(({ address }) => isPrivateAddress(address))) {
        return callback(new FetchError("PRIVATE_ADDRESS"), "");
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

const POOL = { keepAlive: true, maxSockets: 32, maxFreeSockets: 8, timeout: 15_000 };
const AGENTS = {
  http: new HttpAgent(POOL),
  https: new HttpsAgent(POOL),
  publicHttps: new HttpsAgent({ ...POOL, lookup: publicLookup(lookup) }),
};
