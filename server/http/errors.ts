import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../app-context.js";
import { errorBody, toApiError } from "../graphql/errors.js";
import { ApiError } from "../lib/errors.js";
import { resultPage } from "./pages/result-page.js";
import { isForOperators, resultOfError } from "./pages/result-pages.js";
import { sendPage } from "./send-page.js";

/** Turns a route's error into a response: a page for browsers, a GraphQL body for others. */
export function answerErrors(app: AppContext) {
  // Not async: Fastify would send a second, empty body while the first one is still being compressed.
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const apiError = apiErrorOf(error);
    if (!apiError) app.log.error({ err: error, route: request.routeOptions.url }, "request broke");
    if (apiError && isForOperators(apiError)) {
      app.log.warn({ code: apiError.code, nextStep: apiError.nextStep }, "a visitor met what operators must mend");
    }
    const shown = apiError ?? new ApiError("INTERNAL_SERVER_ERROR", "Something went wrong on this server.");
    // Fastify has statuses that the catalogue lacks, such as 415.
    const status =
      !(error instanceof ApiError) && error.statusCode && error.statusCode < 500 ? error.statusCode : shown.status;
    sendApiError(request, reply.code(status), shown);
  };
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const apiError = new ApiError("NOT_FOUND", "There is nothing at this address.", {
    nextStep: "Check the address. The documentation is at /docs/.",
  });
  sendApiError(request, reply.code(404), apiError);
}

export function sendApiError(request: FastifyRequest, reply: FastifyReply, apiError: ApiError): void {
  const { retryAfterS, status } = apiError;
  if (retryAfterS !== undefined || status === 503) reply.header("retry-after", String(retryAfterS ?? 5));
  if (status === 401) reply.header("www-authenticate", "Bearer");
  reply.header("cache-control", "no-store");
  if (isForPerson(request)) {
    const isForm = request.method === "POST";
    sendPage(reply, (language) => resultPage(resultOfError(apiError, language, { isForm }), language));
    return;
  }
  reply.type("application/json; charset=utf-8").send(errorBody(apiError));
}

function isForPerson({ method, headers }: FastifyRequest): boolean {
  const isForm = method === "POST" && headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  return (method === "GET" || isForm === true) && headers.accept?.includes("text/html") === true;
}

function apiErrorOf(error: FastifyError): ApiError | null {
  const apiError = toApiError(error);
  if (apiError) return apiError;
  if (error.statusCode === 413) return new ApiError("PAYLOAD_TOO_LARGE", "The body is larger than 1 MB.");
  if (error.statusCode === 503) return new ApiError("SERVICE_UNAVAILABLE", "The server is busy.", { retryAfterS: 5 });
  if (error.code === "FST_ERR_BAD_URL") {
    return new ApiError("BAD_USER_INPUT", "The address cannot be read.", {
      nextStep: "Write a percent sign in an address as %25; two hex digits must follow each other one.",
    });
  }
  // Fastify's own message repeats the whole address.
  if (error.code === "FST_ERR_MAX_PARAM_LENGTH") {
    return new ApiError("BAD_USER_INPUT", "A part of the address is too long.", { nextStep: "Check the address." });
  }
  if (error.statusCode && error.statusCode < 500) return new ApiError("BAD_USER_INPUT", error.message);
  return null;
}
