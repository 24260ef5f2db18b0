import { GraphError } from "./errors.js";

/** One requested field; `fields` of an edge is null if only its name was given. */
export interface RequestedField {
  name: string;
  fields: RequestedField[] | null;
  limit: number | null;
}

const LENGTH_MAX = 4_000;
const DEPTH_MAX = 3;

/**
 * Parses `id,caption,children{id,media_url}` and its other form `children.limit(2).fields(id,media_url)`.
 * @throws {GraphError} 2500 for anything else
 */
export function parseFields(text: string): RequestedField[] {
  if (text.length > LENGTH_MAX) throw new GraphError(100, "(#100) The parameter fields is too long");
  const reader: Reader = { text, at: 0 };
  const fields = readList(reader, 1);
  if (reader.at < text.length) fail(reader, "Expected end of string instead of");
  return fields;
}

interface Reader {
  text: string;
  at: number;
}

function readList(reader: Reader, depth: number): RequestedField[] {
  if (depth > DEPTH_MAX) fail(reader, "Nested too deeply at");
  const fields = [readField(reader, depth)];
  while (take(reader, ",")) fields.push(readField(reader, depth));
  return fields;
}

function readField(reader: Reader, depth: number): RequestedField {
  const field: RequestedField = { name: readName(reader), fields: null, limit: null };
  while (take(reader, ".")) {
    const modifier = readName(reader);
    expect(reader, "(");
    if (modifier === "fields") field.fields = readList(reader, depth + 1);
    else if (modifier === "limit") field.limit = Number(readName(reader));
    else fail(reader, `Unknown modifier ${modifier} before`);
    expect(reader, ")");
  }
  if (take(reader, "{")) {
    field.fields = readList(reader, depth + 1);
    expect(reader, "}");
  }
  return field;
}

function readName(reader: Reader): string {
  const match = /^\s*(\w+)\s*/.exec(reader.text.slice(reader.at, reader.at + 100));
  if (!match?.[1]) fail(reader, "Expected name instead of");
  reader.at += match[0].length;
  return match[1];
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false;
  reader.at += 1;
  return true;
}

function expect(reader: Reader, character: string): void {
  if (!take(reader, character)) fail(reader, `Expected "${character}" instead of`);
}

function fail({ text, at }: Reader, complaint: string): never {
  const found = text[at] === undefined ? "end of string" : `"${text[at]}"`;
  throw new GraphError(2500, `Syntax error "${complaint} ${found}." at character ${at}: ${text}`);
}
