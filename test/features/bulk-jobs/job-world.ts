import { createWorld, type OpenWorld } from "../../../server/app-context.js";
import { processJobs } from "../../../server/features/bulk-jobs/process-jobs.js";
import { AS_OPERATOR, ask, type GraphqlAnswer } from "../../support/graphql.js";
import { createTestWorld, type TestWorld } from "../../support/world.js";

const JOB = `id kind full state totalCount doneCount failedCount ratePerMinute startedAt finishedAt cancelledAt
  by { kind label } failures { code message nextStep account { username } }`;

/** A served world whose own jobs are off, so that work is done only when a test says so, and a second process beside it. */
export interface JobWorld {
  it: TestWorld;
  url: string;
  /** Another process, as far as the database can tell; its jobs are on. */
  other: OpenWorld;
  /** Calls a mutation that answers a job; fails the test when it is refused. */
  begin(call: string, headers?: Record<string, string>): Promise<GraphqlAnswer["data"]>;
  find(id: string): Promise<GraphqlAnswer["data"]>;
  work(world?: OpenWorld, signal?: AbortSignal): Promise<{ itemCount: number }>;
  /** Ends whatever a test has left. */
  endAll(): Promise<void>;
  close(): Promise<void>;
}

export async function createJobWorld(settings: Record<string, string> = {}): Promise<JobWorld> {
  const it = await createTestWorld({ JOBS: "off", ...settings });
  const url = await it.serve();
  const other = createWorld({ ...it.world.config, jobs: true }, { clock: it.clock });
  return {
    it,
    url,
    other,
    async begin(call, headers = AS_OPERATOR.headers) {
      const { data, errors } = await ask(url, `mutation { job: ${call} { ${JOB} } }`, { headers });
      if (errors) throw new Error(JSON.stringify(errors));
      return data.job;
    },
    find: async (id) => (await ask(url, `{ job(id: "${id}") { ${JOB} } }`, AS_OPERATOR)).data.job,
    work: (world = it.world, signal = AbortSignal.timeout(240_000)) => processJobs(world, signal),
    async endAll() {
      await it.world.sql`update jobs set cancelled_at = now(), finished_at = now() where finished_at is null`;
    },
    async close() {
      await other[Symbol.asyncDispose]();
      await it.close();
    },
  };
}
