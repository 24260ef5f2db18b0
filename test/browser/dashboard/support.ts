import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { onTestFailed } from "vitest";
import { addOperator } from "../../../server/features/operators/add-operator.js";
import { recordJobRuns } from "../../../server/features/status/record-job-runs.js";
import { startJobs } from "../../../server/lib/job-runner.js";
import { Secret } from "../../../server/lib/secret.js";
import { schedule } from "../../../server/schedule.js";
import { SYSTEM, type Viewer } from "../../../server/viewer.js";
import { freePort } from "../../support/free-port.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";
import { bringUpToDate } from "../bring-up-to-date.js";
import { sharedBrowser } from "../support.js";

export const EMAIL = "operator@example.com";
export const PASSWORD = "a password for tests";

/** The real server with the dashboard as it is built, and a browser. */
export interface Dashboard extends Pick<TestApp, "app" | "clock" | "sandbox" | "connect" | "close"> {
  origin: string;
  /** Who signs in as EMAIL. */
  operator: Extract<Viewer, { kind: "OPERATOR" }>;
  /** A page in a fresh browser profile, signed out, and whatever goes wrong on it. */
  open(path: string, options?: BrowserContextOptions): Promise<OpenPage>;
  /** A page with the cookie of a session of EMAIL: in a profile that such pages share, or with options in a fresh one. */
  openSignedIn(path: string, options?: BrowserContextOptions): Promise<OpenPage>;
  /**
   * The one page of this look that the file's tests share, on `path`, with a new session and nothing remembered: at half the
   * cost of another page, as its process knows the scripts. After a test that failed it is another one. It is not closed.
   */
  visit(path: string, look?: BrowserContextOptions): Promise<OpenPage>;
  /** Starts the timetable, for what the server does by itself. */
  startSchedule(): void;
}

export interface OpenPage {
  page: Page;
  /** Console errors, exceptions, and requests to anybody but the server and the sandbox. */
  systemAlerts: string[];
}

export async function openDashboard(settings: Record<string, string> = {}): Promise<Dashboard> {
  await bringUpToDate();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const testApp = await createTestApp({ PUBLIC_URL: origin, ...settings });
  await testApp.serve(port);
  const operatorId = await addOperator(testApp.app, { email: EMAIL, password: new Secret(PASSWORD) }, SYSTEM);
  const browser = await sharedBrowser();
  const closers: (() => Promise<unknown>)[] = [];
  const watched = [origin, testApp.sandbox.url];
  const open = async (path: string, options?: BrowserContextOptions) =>
    await openPage(await newProfile(browser, options), { url: origin + path, watched });
  let shared: BrowserContext | null = null;
  const sharedProfile = async () => {
    if (shared) return shared;
    shared = await newProfile(browser);
    shared.on("close", () => {
      shared = null;
    });
    return shared;
  };
  closers.push(async () => await shared?.close());
  const signInto = async (profile: BrowserContext) => {
    const [name = "", value = ""] = (await sessionCookie(origin)).split("=");
    await profile.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: "Lax" }]);
  };
  const openSignedIn = async (path: string, options?: BrowserContextOptions) => {
    const profile = options ? await newProfile(browser, options) : await sharedProfile();
    await signInto(profile);
    return await openPage(profile, { url: origin + path, watched });
  };
  const visited = new Map<string, OpenPage>();
  return {
    app: testApp.app,
    clock: testApp.clock,
    sandbox: testApp.sandbox,
    connect: testApp.connect,
    origin,
    operator: { kind: "OPERATOR", operatorId, byHeader: false },
    open,
    openSignedIn,
    async visit(path, look) {
      const key = JSON.stringify(look ?? null);
      onTestFailed(() => {
        visited.delete(key);
      });
      const known = visited.get(key);
      if (!known || known.page.isClosed() || !known.page.url().startsWith(`${origin}/`)) {
        const opened = await openSignedIn(path, look);
        visited.set(key, opened);
        closers.push(() => opened.page.context().close());
        return opened;
      }
      const { page, systemAlerts } = known;
      await signInto(page.context());
      await page.unrouteAll();
      await page.evaluate("sessionStorage.clear()");
      systemAlerts.length = 0;
      await page.goto(origin + path);
      return known;
    },
    startSchedule() {
      const jobs = startJobs(schedule(testApp.app), { ...testApp.app, onRun: recordJobRuns(testApp.app) });
      closers.push(() => jobs.stop());
    },
    async close() {
      for (const close of closers) await close();
      await testApp.close();
    },
  };
}

/** Fills in the sign-in page that is open, and waits until it is left. */
export async function signIn(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password", { exact: false }).first().fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Sign in", level: 1 }).waitFor({ state: "hidden" });
}

/** Signs in without a page; what the page for it does is read in `sign-in.test.ts`. */
async function sessionCookie(origin: string): Promise<string> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ email: EMAIL, password: PASSWORD });
  const answer = await fetch(`${origin}/auth/sign-in`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`signing in was answered ${answer.status}: ${await answer.text()}`);
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

async function newProfile(browser: Browser, options?: BrowserContextOptions): Promise<BrowserContext> {
  const profile = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en-US",
    reducedMotion: "reduce",
    ...options,
  });
  profile.setDefaultTimeout(20_000);
  return profile;
}

/** A page begins without what an earlier one of its profile remembers, but for the files of the dashboard. */
const forgetting = (origin: string) => `
  if (location.origin === ${JSON.stringify(origin)} && !sessionStorage.isBegun) {
    localStorage.clear();
    sessionStorage.isBegun = true;
  }
`;

async function openPage(
  profile: BrowserContext,
  { url, watched }: { url: string; watched: string[] },
): Promise<OpenPage> {
  const page = await profile.newPage();
  const systemAlerts: string[] = [];
  page.on("console", (message) => message.type() === "error" && systemAlerts.push(message.text()));
  page.on("pageerror", (error) => systemAlerts.push(error.message));
  page.on("request", (request) => {
    const isOurs = watched.some((ours) => request.url().startsWith(`${ours}/`));
    if (!isOurs && !/^(data|blob):/.test(request.url())) systemAlerts.push(`asked ${request.url()}`);
  });
  await page.addInitScript(forgetting(new URL(url).origin));
  await page.goto(url);
  return { page, systemAlerts };
}
