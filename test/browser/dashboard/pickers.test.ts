import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createKey } from "../../../server/features/api-keys/create-key.js";
import { insertAccount } from "../../support/feed-rows.js";
import { faults } from "../faults.js";
import { type Dashboard, openDashboard } from "./support.js";

/** More than any picker shows at first. */
const ACCOUNT_COUNT = 30;

let dashboard: Dashboard;
let keyId: string;

beforeAll(async () => {
  dashboard = await openDashboard();
  for (let n = 10; n < 10 + ACCOUNT_COUNT; n++) await insertAccount(dashboard.app, `many_${n}`);
  const grant = {
    scopes: ["READ"],
    accountIds: ["many_10"],
    allAccounts: false,
    origins: [],
    expiresAt: null,
  } as const;
  const { apiKey } = await createKey(dashboard.app, { name: "shop", kind: "SECRET", ...grant }, dashboard.operator);
  keyId = apiKey.id;
});

afterAll(() => dashboard?.close());

test.each([
  ["/admin/apiKeys/create", "Accounts"],
  ["/admin/apiKeys/KEY", "Accounts"],
  ["/admin/events", "Account"],
])("on %s what is typed into the picker %s is searched for by the server", async (path, name) => {
  const { page } = await dashboard.visit(path.replace("KEY", keyId));
  const picker = page.getByRole("combobox", { name, exact: true });
  await picker.click();
  // Of 20, one is chosen already.
  await page.getByRole("option").nth(18).waitFor();
  expect(await page.getByRole("option", { name: "@many_37" }).count()).toBe(0);
  for (const [typed, search] of [
    ["@many_37", "many_37"],
    ["many_38", "many_38"],
  ] as const) {
    await picker.fill("");
    const searched = requestFor(page, search);
    await picker.pressSequentially(typed);
    expect(await picker.inputValue()).toBe(typed);
    await searched;
    await page.getByRole("option", { name: `@${search}` }).click();
    const isSingle = path === "/admin/events";
    if (isSingle) await expect.poll(() => picker.inputValue()).toBe(`@${search}`);
    else await page.getByRole("button", { name: `@${search}` }).waitFor();
  }
  expect(await faults(page)).toEqual([]);
});

test("a picker with a fixed choice finds what is typed among all of them", async () => {
  const { page } = await dashboard.visit("/admin/events");
  const picker = page.getByRole("combobox", { name: "Action" });
  await picker.pressSequentially("token ref");
  expect(await picker.inputValue()).toBe("token ref");
  await page.getByRole("option", { name: "Token refreshed" }).click();
  await page.waitForURL(/action.*TOKEN_REFRESHED/);
});

async function requestFor(page: Page, search: string): Promise<void> {
  await page.waitForRequest((request) => {
    const { variables } = JSON.parse(request.postData() ?? "{}");
    return variables?.filter?.search === search;
  });
}
