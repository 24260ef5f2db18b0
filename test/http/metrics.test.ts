import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppContext, createAppContext } from "../../server/app-context.js";
import { recordJobRuns } from "../../server/features/status/record-job-runs.js";
import { syncAccount } from "../../server/features/sync/sync-account.js";
import { refreshDueTokens } from "../../server/features/tokens/refresh-due-tokens.js";
import { createServer } from "../../server/http/server.js";
import { startJobs } from "../../server/lib/job-runner.js";
import { Secret } from "../../server/lib/secret.js";
import { until } from "../support/api-error.js";
import { type Cast, connectCast, OPERATOR } from "../support/cast.js";
import { bearer, makeKey } from "../support/credentials.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { OPERATOR_TOKEN, setUpTestApp } from "../support/test-app.js";

const METRICS_TOKEN = "metrics-token-for-tests";

const testApp = setUpTestApp({ JOBS: "off" }, { hasDatabaseProxy: true });
let url: string;
let cast: Cast;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  url = await testApp.serve();
  cast = await connectCast(testApp);
});
afterAll(async () => {
  for (const close of closers) await close();
});

async function serve(app: AppContext): Promise<string> {
  const server = await createServer(app);
  closers.push(() => server.close());
  return await server.listen({ port: 0, host: "127.0.0.1" });
}

/** Every sample of a scrape by its name with its labels; a line that is none fails the test. */
async function scrape(from = url, headers: Record<string, string> = {}): Promise<Map<string, number>> {
  const answer = await fetch(`${from}/metrics`, { headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  const samples = new Map<string, number>();
  const typed = new Set<string>();
  for (const line of text.split("\n").filter(Boolean)) {
    const type = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line);
    if (type?.[1]) {
      expect(typed.has(type[1]), `${type[1]} is there once`).toBe(false);
      typed.add(type[1]);
    }
    if (line.startsWith("#")) continue;
    const sample = /^([a-z_:][a-z0-9_:]*(?:\{[^}]*\})?) (\S+)$/i.exec(line);
    expect(sample, line).not.toBeNull();
    expect(samples.has(String(sample?.[1])), line).toBe(false);
    samples.set(String(sample?.[1]), Number(sample?.[2]));
  }
  return samples;
}

describe("who may read /metrics", () => {
  test("in the sandbox everyone", async () => {
    expect((await scrape()).size).toBeGreaterThan(20);
  });

  test("live only operators and the holder of METRICS_TOKEN", async () => {
    const config = { ...testApp.app.config, mode: "live" as const, metricsToken: new Secret(METRICS_TOKEN) };
    const live = await serve({ ...testApp.app, config });
    const status = async (headers: Record<string, string>) => (await fetch(`${live}/metrics`, { headers })).status;
    expect(await status({})).toBe(401);
    expect(await status(bearer("wrong"))).toBe(401);
    expect(await status(bearer(`${METRICS_TOKEN}x`))).toBe(401);
    expect(await status(bearer(METRICS_TOKEN))).toBe(200);
    expect(await status(bearer(OPERATOR_TOKEN))).toBe(200);
    const { key } = await makeKey({ ...testApp.app, config });
    expect(await status(bearer(key))).toBe(403);
    // It opens nothing else.
    expect((await ask(live, "{ viewer { kind } }", { headers: bearer(METRICS_TOKEN) })).status).toBe(401);
  });

  test("live without METRICS_TOKEN only operators", async () => {
    const live = await serve({ ...testApp.app, config: { ...testApp.app.config, mode: "live" } });
    const answer = await fetch(`${live}/metrics`, { headers: bearer("null") });
    expect(answer.status).toBe(401);
    expect((await answer.text()).includes("darkroom_")).toBe(false);
    expect((await scrape(live, AS_OPERATOR.headers)).get('darkroom_accounts{status="ACTIVE"}')).toBe(0);
  });
});

describe("what /metrics holds", () => {
  test("accounts by status, tokens by health, days left and lag, from six statements in ten seconds", async () => {
    const fresh = await serve(testApp.app);
    testApp.database.forget();
    const samples = await scrape(fresh);
    await scrape(fresh);
    // A new server also begins to listen, at some moment.
    expect(testApp.database.statements()).toHaveLength(6);
    expect(samples.get('darkroom_accounts{status="ACTIVE"}')).toBe(2);
    expect(samples.get('darkroom_accounts{status="RECONNECT_REQUIRED"}')).toBe(1);
    expect(samples.get('darkroom_tokens{health="HEALTHY"}')).toBe(1);
    expect(samples.get('darkroom_tokens{health="DUE"}')).toBe(1);
    expect(samples.get('darkroom_tokens{health="REVOKED"}')).toBe(1);
    expect(samples.get('darkroom_token_days_left_bucket{le="14"}')).toBe(0);
    expect(samples.get('darkroom_token_days_left_bucket{le="30"}')).toBe(1);
    expect(samples.get('darkroom_token_days_left_bucket{le="60"}')).toBe(2);
    expect(samples.get('darkroom_token_days_left_bucket{le="+Inf"}')).toBe(2);
    expect(samples.get("darkroom_token_days_left_count")).toBe(2);
    expect(samples.get("darkroom_token_days_left_sum")).toBeCloseTo(89, 0);
    expect(samples.get('darkroom_overdue_seconds{kind="refresh"}')).toBeGreaterThan(0);
    expect(samples.get('darkroom_overdue_seconds{kind="sync"}')).toBeGreaterThan(30 * 86_400);
    expect(samples.get("darkroom_database_up")).toBe(1);
    expect(samples.get("darkroom_stale_accounts")).toBe(2);
  });

  test("refreshes and syncs by outcome, calls by code, and how much of the allowance is used", async () => {
    const before = await scrape();
    await testApp.sandbox.control({ usage: { percent: 83, header: "app" } });
    await refreshDueTokens(testApp.app, AbortSignal.timeout(20_000));
    await testApp.sandbox.control({ throttle: { account: "bakery", code: 80002, endpoint: "me" } });
    await expect(syncAccount(testApp.app, cast.bakery, { by: OPERATOR, full: false })).rejects.toThrow();
    await testApp.sandbox.control({ lift: "all" });
    await syncAccount(testApp.app, cast.florist, { by: OPERATOR, full: false });
    const after = await scrape();
    const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    expect(grown('darkroom_token_refreshes_total{outcome="OK"}')).toBe(1);
    expect(grown('darkroom_syncs_total{outcome="OK"}')).toBe(1);
    expect(grown('darkroom_syncs_total{outcome="INSTAGRAM_RATE_LIMITED"}')).toBe(1);
    expect(grown('darkroom_instagram_calls_total{call="refreshToken",code="ok",cause="none"}')).toBe(1);
    const throttled = 'darkroom_instagram_calls_total{call="readProfile",code="80002",cause="INSTAGRAM_RATE_LIMITED"}';
    expect(grown(throttled)).toBeGreaterThan(0);
    expect(grown('darkroom_instagram_call_seconds_count{call="refreshToken"}')).toBe(1);
    expect(after.get('darkroom_instagram_usage_percent{pool="calls"}')).toBeGreaterThanOrEqual(80);
    expect(after.get('darkroom_instagram_usage_percent{pool="app"}')).toBe(83);
    expect(after.get('darkroom_instagram_blocked{reason="RATE_LIMITED"}')).toBe(0);
  });

  test("GraphQL operations by name and outcome, of which clients cannot make ever more", async () => {
    // The first is Apollo's; the others go past it.
    for (let n = 0; n < 3; n++) await ask(url, "query Shop { account { username } }");
    await ask(url, "query Desk { apiKeys { totalCount } }");
    await ask(url, "query { nonsense }");
    await ask(url, "{ viewer { kind } }");
    for (let n = 0; n < 80; n++) await ask(url, `query Made${n} { viewer { kind } }`);
    await ask(url, `query ${"N".repeat(61)} { viewer { kind } }`);
    const samples = await scrape();
    const count = (operation: string, outcome: string) =>
      samples.get(`darkroom_graphql_operations_total{operation="${operation}",outcome="${outcome}"}`);
    expect(count("Shop", "OK")).toBe(3);
    expect(count("Desk", "UNAUTHENTICATED")).toBe(1);
    expect(count("invalid", "GRAPHQL_VALIDATION_FAILED")).toBe(1);
    expect(count("anonymous", "OK")).toBe(1);
    expect(count("other", "OK")).toBe(80 + 1 + 2 - 50);
    expect([...samples.keys()].filter((name) => name.startsWith("darkroom_graphql_operations_total")).length).toBe(53);
    expect(samples.get('darkroom_graphql_operation_seconds_count{operation="Shop"}')).toBe(3);
  });

  test("HTTP requests by route, method and status, never by address", async () => {
    const secret = randomBytes(8).toString("hex");
    await fetch(`${url}/nowhere/${secret}`);
    await fetch(`${url}/healthz?key=${secret}`);
    const samples = await scrape();
    const count = (labels: string) => samples.get(`darkroom_http_request_seconds_count{${labels}}`) ?? 0;
    expect(count('method="GET",route="none",status="404"')).toBeGreaterThan(0);
    expect(count('method="GET",route="/healthz",status="200"')).toBe(1);
    expect(count('method="POST",route="/graphql",status="200"')).toBeGreaterThan(80);
    expect([...samples.keys()].join()).not.toContain(secret);
  });

  test("how long jobs take, and facts of the process", async () => {
    const job = { name: "try", cron: "* * * * *", budgetMs: 1_000, run: async () => undefined };
    const jobs = startJobs([job], { ...testApp.app, onRun: recordJobRuns(testApp.app) });
    await until(async () => (await scrape()).has('darkroom_job_seconds_count{job="try",outcome="ok"}'));
    await jobs.stop();
    const samples = await scrape();
    expect(samples.get("process_resident_memory_bytes")).toBeGreaterThan(1_000_000);
    expect(samples.get("process_start_time_seconds")).toBeGreaterThan(0);
  });

  test("nothing secret, and nobody's name", async () => {
    await fetch(`${url}/oauth/callback?code=codecodecode&state=statestatestate`);
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).not.toMatch(/codecodecode|statestatestate|IGAA|bakery|florist|garage|acc_|17841\d+/);
    expect(text).not.toContain(OPERATOR_TOKEN);
  });

  test("two apps of a process count apart", async () => {
    await using other = createAppContext(testApp.app.config, { clock: testApp.clock });
    const samples = await scrape(await serve(other));
    expect(samples.get('darkroom_token_refreshes_total{outcome="OK"}')).toBeUndefined();
    expect(samples.get('darkroom_accounts{status="ACTIVE"}')).toBe(2);
    await closers.pop()?.();
  });

  test("what the process knows by itself while the database is away", async () => {
    const fresh = await serve(testApp.app);
    await testApp.database.cut();
    const samples = await scrape(fresh);
    await testApp.database.mend();
    expect(samples.get("darkroom_database_up")).toBe(0);
    expect(samples.has('darkroom_accounts{status="ACTIVE"}')).toBe(false);
    expect(samples.get("darkroom_stale_accounts")).toBeNaN();
    expect(samples.has("darkroom_token_days_left_count")).toBe(false);
    expect(samples.get('darkroom_syncs_total{outcome="OK"}')).toBeGreaterThan(0);
    await until(async () => (await scrape(fresh)).get("darkroom_database_up") === 1);
  });
});
