import type { FastifyRequest } from "fastify";
import { noSuchFeed } from "../../features/embeds/read-embed.js";
import { ApiError } from "../../lib/errors.js";
import { type EmbedRequest, LAYOUTS } from "./address.js";

const FIRST_MAX = 100;
const CURSOR_LENGTH_MAX = 300;
const SLUG = /^[a-z0-9-]{1,60}$/;

/** As Fastify reads an address: a parameter that is given twice is a list. */
export type Query = Readonly<Record<string, unknown>>;
type Settled = Pick<EmbedRequest, "language" | "key" | "isOpen">;

/**
 * What a request for a feed asks for.
 * @throws {ApiError} BAD_USER_INPUT naming the invalid parameter
 * @throws {ApiError} NOT_FOUND for what cannot be a slug, as for one that does not exist
 */
export function parseEmbedRequest(slug: string, query: Query, settled: Settled): EmbedRequest {
  if (!SLUG.test(slug)) throw noSuchFeed();
  const lang = textOf(query, "lang");
  const layout = textOf(query, "layout");
  const after = textOf(query, "after");
  const known = LAYOUTS.find((one) => one === layout);
  if (layout !== null && !known) throw bad("layout", `\`layout\` is one of ${LAYOUTS.join(", ")}.`);
  if (after !== null && after.length > CURSOR_LENGTH_MAX) throw bad("after", "`after` is not a cursor of a feed.");
  return {
    ...settled,
    slug,
    lang: lang === "de" || lang === "en" ? lang : null,
    layout: known ?? null,
    first: numberOf(query, "first", FIRST_MAX),
    after,
  };
}

/** From 1 to `max`; null where it is not given. */
export function numberOf(query: Query, name: string, max: number): number | null {
  const text = textOf(query, name);
  if (text === null) return null;
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= max) return count;
  throw bad(name, `\`${name}\` goes from 1 to ${max}.`);
}

/** @throws {ApiError} BAD_USER_INPUT for a parameter that is given twice */
export function textOf(query: Query, name: string): string | null {
  const value = query[name];
  if (value === undefined || value === "") return null;
  if (typeof value !== "string") throw bad(name, `\`${name}\` is given more than once.`);
  return value;
}

export function queryOf({ query }: FastifyRequest): Query {
  return (query ?? {}) as Query;
}

function bad(argument: string, message: string): ApiError {
  return new ApiError("BAD_USER_INPUT", message, { argument });
}
