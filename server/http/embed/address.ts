import type { Language } from "../pages/texts.js";

/** What a request for a feed asks for. */
export interface EmbedRequest {
  slug: string;
  language: Language;
  /** The language that the address names. */
  lang: Language | null;
  layout: EmbedLayout | null;
  first: number | null;
  after: string | null;
  /** The publishable key that the request came with, for addresses that lead on. */
  key: string | null;
  /** Whether an address alone shows the feed: with that key, or to anybody. */
  isOpen: boolean;
}

export const LAYOUTS = ["grid", "list", "row"] as const;
export type EmbedLayout = (typeof LAYOUTS)[number];

type Addressed = Pick<EmbedRequest, "key" | "lang" | "layout" | "first">;

/** The address of the feed's page that shows the same. */
export function pageAddress(publicUrl: string, request: EmbedRequest): string {
  const { slug, after } = request;
  return embedAddress(`${publicUrl}/embed/${slug}`, request, after === null ? {} : { after });
}

/** An address of this server with what the request named, and with `more`. */
export function embedAddress(base: string, { key, lang, layout, first }: Addressed, more: Record<string, string> = {}) {
  const named = { key, lang, layout, first: first === null ? null : String(first), ...more };
  const given = Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== null);
  return given.length === 0 ? base : `${base}?${new URLSearchParams(given)}`;
}
