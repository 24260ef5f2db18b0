import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "./answer.js";
import { applyFault, type FaultyCall, type Outcome, usageOf } from "./apply-fault.js";
import type { Sandbox } from "./create-sandbox.js";
import { ExchangeError, GraphError } from "./errors.js";
import { type Hit, takeFault } from "./faults.js";
import type { Grant } from "./tokens.js";

export interface Call extends Hit {
  grant?: Grant | null;
  closing: AbortSignal;
  compute(rowsMax: number | null): Promise<Answer> | Answer;
}

export async function runCall(sandbox: Sandbox, call: Call): Promise<Outcome> {
  const { endpoint, account, limit } = call;
  const fault = takeFault(sandbox, call);
  let rowsMax: number | null = null;
  const compute = () => attempt(sandbox, call, rowsMax);
  const faulty: FaultyCall = {
    account,
    wait: (ms) => sleep(ms, undefined, { signal: call.closing }).catch(() => undefined),
    limitRows: (rows) => {
      rowsMax = rows;
    },
  };
  const outcome = fault ? await applyFault(fault, compute, faulty) : await compute();
  sandbox.calls.record({
    at: sandbox.clock.now().toISOString(),
    endpoint,
    account,
    status: "wire" in outcome ? outcome.wire : outcome.status,
    ...(endpoint === "media" ? { limit } : {}),
    ...("wire" in outcome || outcome.errorCode === undefined ? {} : { code: outcome.errorCode }),
    ...(call.grant ? { grant: { id: call.grant.id, issuedAt: new Date(call.grant.issuedAtMs).toISOString() } } : {}),
  });
  return outcome;
}

async function attempt(sandbox: Sandbox, call: Call, rowsMax: number | null): Promise<Answer> {
  try {
    const answer = await call.compute(rowsMax);
    return { ...answer, headers: { ...answer.headers, ...usageOf(sandbox, call.account) } };
  } catch (error) {
    if (error instanceof GraphError || error instanceof ExchangeError) return error.toAnswer();
    throw error;
  }
}
