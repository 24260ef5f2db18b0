import type { Clock } from "../lib/clock.js";
import type { FieldAvailability } from "./field-availability.js";
import type { CallGuard, InstagramCall, InstagramSettings } from "./types.js";

/** What every call needs beside its own request. */
export interface ClientContext {
  settings: InstagramSettings;
  clock: Clock;
  timeoutMs: number;
  fields: FieldAvailability;
  /** Whose token is used; null where it is no known account's. */
  accountId: string | null;
  admit: CallGuard;
  onCall(call: InstagramCall): void;
}

/** An address under `base`, which may have a path of its own: the sandbox lives under one. */
export function endpoint(base: string, ...path: string[]): URL {
  return new URL([base.replace(/\/+$/, ""), ...path.map(encodeURIComponent)].join("/"));
}

/** An address of the Graph API with its version, which the token endpoints alone do without. */
export function graphEndpoint({ settings }: ClientContext, ...path: string[]): URL {
  return endpoint(settings.graphUrl, settings.graphVersion, ...path);
}

/** The same address with these parameters set. */
export function withQuery(url: URL, query: Readonly<Record<string, string>>): URL {
  const asked = new URL(url);
  for (const [name, value] of Object.entries(query)) asked.searchParams.set(name, value);
  return asked;
}
