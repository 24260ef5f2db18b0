import { createAppContext, type OpenAppContext } from "../../../server/app-context.js";
import { processJobs } from "../../../server/features/bulk-jobs/process-jobs.js";
import { AS_OPERATOR, ask, type GraphqlAnswer } from "../../support/graphql.js";
import { createTestApp, type TestApp, type TestAppOptions } from "../../support/test-app.js";

const JOB = `id kind full state totalCount doneCount failedCount skippedCount ratePerMinute startedAt finishedAt cancelledAt
  by { kind label } failures { code message nextStep account { username } }`;

/** A served app whose own jobs are off, so that work is done only when a test says so, and a second process beside it. */
export interface JobApp {
  testApp: TestApp;
  url: string;
  /** Another process, as far as the database can tell; its jobs are on. */
  other: OpenAppContext;
  /** Calls a mutation that answers a job; fails the test when it is refused. */
  begin(call: string, headers?: Record<string, string>): Promise<GraphqlAnswer["data"]>;
  find(id: string): Promise<GraphqlAnswer["data"]>;
  work(app?: OpenAppContext, signal?: AbortSignal): Promise<{ itemCount: number }>;
  /** Ends whatever a test has left. */
  endAll(): Promise<void>;
  close(): Promise<void>;
}

export async function createJobApp(
  settings: Record<string, string> = {},
  options: TestAppOptions = {},
): Promise<JobApp> {
  const testApp = await createTestApp({ JOBS: "off", ...settings }, options);
  const url = await testApp.serve();
  const other = createAppContext({ ...testApp.app.config, jobs: true }, { clock: testApp.clock });
  return {
    testApp,
    url,
    other,
    async begin(call, headers = AS_OPERATOR.headers) {
      const { data, errors } = await ask(url, `mutation { job: ${call} { ${JOB} } }`, { headers });
      if (errors) throw new Error(JSON.stringify(errors));
      return data.job;
    },
    find: async (id) => (await ask(url, `{ job(id: "${id}") { ${JOB} } }`, AS_OPERATOR)).data.job,
    work: (app = testApp.app, signal = AbortSignal.timeout(240_000)) => processJobs(app, signal),
    async endAll() {
      await testApp.app.sql`update jobs set cancelled_at = now(), finished_at = now() where finished_at is null`;
    },
    async close() {
      await other[Symbol.asyncDispose]();
      await testApp.close();
    },
  };
}
