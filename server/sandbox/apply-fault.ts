import { type Answer, htmlAnswer, textAnswer } from "./answer.js";
import type { Sandbox } from "./create-sandbox.js";
import { GraphError } from "./errors.js";
import type { Fault } from "./faults.js";
import { testAccount } from "./fixtures.js";
import { omitUndefined } from "./omit-undefined.js";

export interface Wire {
  wire: "hang" | "reset" | "endless" | "huge";
}

export type Outcome = Answer | Wire;

/** Applies a fault to a call; `compute` returns the regular response. */
export async function applyFault(fault: Fault, compute: () => Promise<Answer>, call: FaultyCall): Promise<Outcome> {
  switch (fault.kind) {
    case "hang":
      if (fault.ms === undefined) return { wire: "hang" };
      await call.wait(fault.ms);
      return compute();
    case "reset":
    case "endless":
    case "huge":
      return { wire: fault.kind };
    case "short-page":
      call.limitRows(fault.rows);
      return compute();
    case "truncated":
      return truncate(unreadable(await compute()));
    case "wrong-type": {
      const answer = unreadable(await compute());
      return { ...answer, headers: { ...answer.headers, "content-type": fault.contentType } };
    }
    case "html":
      return htmlAnswer(ERROR_PAGE, fault.status);
    case "forbidden":
      return textAnswer("Forbidden", 403);
    default:
      return graphFault(fault, call).toAnswer();
  }
}

export interface FaultyCall {
  account: string | null;
  wait(ms: number): Promise<void>;
  limitRows(rows: number): void;
}

type GraphFault = Extract<Fault, { kind: "transient" | "reduce" | "error" | "throttle" }>;

function graphFault(fault: GraphFault, { account }: FaultyCall): GraphError {
  switch (fault.kind) {
    case "transient":
      return new GraphError(2, "An unexpected error has occurred. Please retry your request later.", {
        status: 500,
        transient: true,
      });
    case "reduce":
      return new GraphError(1, "Please reduce the amount of data you're asking for, then retry your request", {
        status: 500,
      });
    case "error": {
      const { status, subcode, type, transient } = fault;
      const details = { status, subcode, type, transient };
      return new GraphError(
        fault.code,
        fault.message ?? `(#${fault.code}) Error asked for by the test`,
        omitUndefined(details),
      );
    }
    case "throttle":
      return new GraphError(fault.code, THROTTLE_MESSAGES[fault.code], {
        status: fault.status,
        ...(fault.code === 4 ? { transient: true } : {}),
        headers: usageHeaders({
          header: fault.code >= 80_000 ? "business" : "app",
          percent: 100,
          minutes: fault.minutes,
          account,
        }),
      });
  }
}

const THROTTLE_MESSAGES: Record<Extract<Fault, { kind: "throttle" }>["code"], string> = {
  4: "(#4) Application request limit reached",
  17: "(#17) User request limit reached",
  32: "(#32) Page request limit reached",
  341: "(#341) Feed action request limit reached",
  368: "The action attempted has been deemed abusive or is otherwise disallowed",
  613: "(#613) Calls to this api have exceeded the rate limit.",
  80001: "(#80001) There have been too many calls to this Page account. Wait a bit and try again.",
  80002:
    "(#80002) There have been too many calls to this Instagram account. Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.",
  80006: "(#80006) There have been too many messaging calls to this account. Wait a bit and try again.",
};

/** The meters in percent. The app's has no estimate; the business use case's names the account. */
function usageHeaders(meter: {
  header: "app" | "business";
  percent: number;
  minutes: number;
  account: string | null;
}): Record<string, string> {
  const { header, percent, minutes, account } = meter;
  const counts = { call_count: percent, total_cputime: Math.floor(percent / 2), total_time: Math.floor(percent / 3) };
  if (header === "app") return { "x-app-usage": JSON.stringify(counts) };
  const id = testAccount(account ?? "")?.userId ?? "0";
  const use = [{ type: "instagram", ...counts, estimated_time_to_regain_access: minutes }];
  return { "x-business-use-case-usage": JSON.stringify({ [id]: use }) };
}

export function usageOf(sandbox: Sandbox, account: string | null): Record<string, string> {
  const usage = sandbox.usage.filter((one) => one.account === undefined || one.account === account);
  return Object.assign({}, ...usage.map((one) => usageHeaders({ ...one, minutes: 0, account })));
}

/** Without the error code: the caller cannot read it either. */
function unreadable({ errorCode: _code, ...answer }: Answer): Answer {
  return answer;
}

function truncate(answer: Answer): Answer {
  return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
}

const ERROR_PAGE = `<!DOCTYPE html>
<html lang="en" id="facebook"><head><title>Facebook | Error</title><meta charset="utf-8"></head>
<body><h1>Sorry, something went wrong.</h1><p>We're working on it and we'll get it fixed as soon as we can.</p></body></html>
`;
