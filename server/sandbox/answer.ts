import { stringify } from "lossless-json";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
  errorCode?: number;
}

/** A bigint becomes a bare number with all digits, as the platform writes it. */
export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, headers: JSON_HEADERS, body: stringify(value) ?? "null" };
}

const JSON_HEADERS = {
  "content-type": "application/json; charset=UTF-8",
  "cache-control": "private, no-cache, no-store, must-revalidate",
};

export function textAnswer(text: string, status: number): Answer {
  return { status, headers: { "content-type": "text/plain" }, body: text };
}

export function htmlAnswer(html: string, status = 200): Answer {
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body: html };
}
