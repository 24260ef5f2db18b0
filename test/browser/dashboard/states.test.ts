import { afterAll, beforeAll, expect, test } from "vitest";
import { startJob } from "../../../server/features/bulk-jobs/start-job.js";
import { NEXT_STEPS } from "../../../server/instagram/cause-steps.js";
import { faults } from "../faults.js";
import { LOOKS } from "./pages.js";
import { type Dashboard, openDashboard } from "./support.js";

let dashboard: Dashboard;
let bakery: string;

beforeAll(async () => {
  dashboard = await openDashboard();
  bakery = await dashboard.connect("bakery");
});

afterAll(() => dashboard?.close());

test("an account's status leads to what it means, beside every cause of a failure with the server's next step", async () => {
  const { page, systemAlerts } = await dashboard.visit(`/admin/accounts/${bakery}/show`);
  await page.getByRole("link", { name: "What this status means" }).click();
  await page.getByRole("heading", { level: 1, name: "Statuses explained" }).waitFor();
  expect(new URL(page.url()).hash).toBe("#health-HEALTHY");
  await page.getByText("The token works and needs no refresh yet.").waitFor();
  await page.getByText(NEXT_STEPS.APP_BLOCKED).waitFor();
  expect(await faults(page)).toEqual([]);
  expect(systemAlerts).toEqual([]);
});

test("the head of a list leads to its group of statuses, by one stop of the keyboard for all rows", async () => {
  const job = { kind: "PAUSE_ACCOUNTS", accountIds: [bakery], filter: null, full: false } as const;
  for (const _ of [1, 2]) await startJob(dashboard.app, job, dashboard.operator);
  const { page } = await dashboard.visit("/admin/jobs");
  const heads = page.getByRole("columnheader", { name: /^State/ });
  await heads.getByRole("link", { name: "What the statuses mean" }).focus();
  expect(await page.getByRole("link", { name: "What the statuses mean" }).count()).toBe(1);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Statuses explained" }).waitFor();
  expect(new URL(page.url()).hash).toBe("#job");
  expect(await page.getByRole("region", { name: "Jobs" }).getAttribute("id")).toBe("job");
});

test("a German phone reads the statuses in German", async () => {
  const { page } = await dashboard.visit("/admin/states", { ...LOOKS.phone, locale: "de-DE" });
  await page.getByRole("heading", { level: 1, name: "Zustände erklärt" }).waitFor();
  await page.getByText("Das Token läuft in den nächsten 14 Tagen ab.").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThan(1);
  expect(await faults(page)).toEqual([]);
});
