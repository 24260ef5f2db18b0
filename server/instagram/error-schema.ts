import { z } from "zod";
import { isRecord } from "./read-values.js";

export interface InstagramErrorBody {
  /** GRAPH: `{error: {code …}}`. OAUTH: `{error_type, code, error_message}`, where `code` only repeats the HTTP status. */
  dialect: "GRAPH" | "OAUTH";
  code: number | null;
  subcode: number | null;
  message: string;
  userMessage: string;
  isTransient: boolean;
  traceId: string | null;
}

export function readError(body: unknown): InstagramErrorBody | null {
  if (!isRecord(body)) return null;
  if (typeof body.error === "string") return oauthError({ error_message: body.error_description ?? body.error });
  if (isRecord(body.error)) return graphError(body.error);
  return "error_message" in body || "error_type" in body ? oauthError(body) : null;
}

const code = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^-?\d{1,9}$/)
      .transform(Number),
  ])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const message = z.string().catch("");
/** Only shown, never parsed; dropped unless it looks like an id. */
const traceId = z
  .string()
  .regex(/^[\w+/=-]{1,64}$/)
  .nullable()
  .catch(null);

const graphShape = z.object({
  code,
  error_subcode: code,
  message,
  error_user_title: message,
  error_user_msg: message,
  is_transient: z.unknown().optional(),
  fbtrace_id: traceId,
});
const oauthShape = z.object({ code, error_message: message });

function graphError(error: Record<string, unknown>): InstagramErrorBody {
  const parsed = graphShape.parse(error);
  return {
    dialect: "GRAPH",
    code: parsed.code,
    subcode: parsed.error_subcode,
    message: parsed.message,
    userMessage: `${parsed.error_user_title}. ${parsed.error_user_msg}`,
    isTransient: parsed.is_transient === true,
    traceId: parsed.fbtrace_id,
  };
}

function oauthError(body: Record<string, unknown>): InstagramErrorBody {
  const parsed = oauthShape.parse(body);
  return {
    dialect: "OAUTH",
    code: parsed.code,
    subcode: null,
    message: parsed.error_message,
    userMessage: "",
    isTransient: false,
    traceId: null,
  };
}
