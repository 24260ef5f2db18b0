import { randomBytes } from "node:crypto";
import { type Answer, jsonAnswer } from "./answer.js";

interface GraphErrorDetails {
  status?: number;
  subcode?: number;
  type?: string;
  transient?: boolean;
  headers?: Record<string, string>;
}

export class GraphError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly details: GraphErrorDetails = {},
  ) {
    super(message);
  }

  toAnswer(): Answer {
    const { status = 400, subcode, type, transient, headers } = this.details;
    const answer = jsonAnswer(
      {
        error: {
          message: this.message,
          type: type ?? (this.code === 100 ? "IGApiException" : "OAuthException"),
          ...(transient ? { is_transient: true } : {}),
          code: this.code,
          ...(subcode === undefined ? {} : { error_subcode: subcode }),
          fbtrace_id: `A${randomBytes(16).toString("base64url")}`,
        },
      },
      status,
    );
    const hint = `OAuth "Facebook Platform" "invalid_request" "${headerText(this.message)}"`;
    return { ...answer, headers: { ...answer.headers, "www-authenticate": hint, ...headers }, errorCode: this.code };
  }
}

/** It has its own format: `code` is the HTTP status. */
export class ExchangeError extends Error {
  toAnswer(): Answer {
    return jsonAnswer({ error_type: "OAuthException", code: 400, error_message: this.message }, 400);
  }
}

export function unsupportedRequest(method: string): GraphError {
  return new GraphError(100, `Unsupported request - method type: ${method.toLowerCase()}`);
}

export function noSuchObject(id: string): GraphError {
  return new GraphError(
    100,
    `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
    { subcode: 33, type: "GraphMethodException" },
  );
}

/** Headers cannot contain quotes or non-ASCII letters. */
function headerText(text: string): string {
  return text.replace(/["\\]/g, "'").replace(/[^\x20-\x7e]/g, "?");
}

export class CommandError extends Error {}
