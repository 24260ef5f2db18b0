import type { Clock } from "../lib/clock.js";
import type { FieldAvailability } from "./field-availability.js";
import type { CallGuard, InstagramCall, InstagramSettings } from "./types.js";

export interface ClientContext {
  settings: InstagramSettings;
  clock: Clock;
  timeoutMs: number;
  fields: FieldAvailability;
  accountId: string | null;
  admit: CallGuard;
  onCall(call: InstagramCall): void;
}

/** An address under `base`, which may have a path, as the sandbox's does. */
export function endpoint(base: string, ...path: string[]): URL {
  return new URL([base.replace(/\/+$/, ""), ...path.map(encodeURIComponent)].join("/"));
}

export function graphEndpoint({ settings }: ClientContext, ...path: string[]): URL {
  return endpoint(settings.graphUrl, settings.graphVersion, ...path);
}

export function withQuery(url: URL, query: Readonly<Record<string, string>>): URL {
  const result = new URL(url);
  for (const [name, value] of Object.entries(query)) result.searchParams.set(name, value);
  return result;
}
