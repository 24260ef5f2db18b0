import { expect, test } from "vitest";
import { readUsage } from "../../server/instagram/usage.js";

const APP_ID = "990001";
const usageOf = (headers: Record<string, string>) => readUsage(new Headers(headers), APP_ID);

test("the app's usage is read as percentages", () => {
  expect(usageOf({ "x-app-usage": '{"call_count":28,"total_time":31.5,"total_cputime":25}' })).toEqual({
    callCountPercent: 28,
    totalTimePercent: 31.5,
    totalCpuTimePercent: 25,
    maxPercent: 31.5,
    appPercent: 31.5,
    accountPercent: null,
    regainAccessS: null,
  });
});

test("of several pools the worst counts, and the longest wait, which comes in minutes", () => {
  const pools = {
    "17841400000000001": [
      { type: "instagram", call_count: 95, total_cputime: 1, total_time: 2, estimated_time_to_regain_access: 0 },
      { type: "instagram", call_count: 10, total_cputime: 20, total_time: 5, estimated_time_to_regain_access: 3 },
    ],
    "1020": [{ type: "pages", call_count: 1, total_cputime: 1, total_time: 110, estimated_time_to_regain_access: 19 }],
  };
  expect(usageOf({ "x-business-use-case-usage": JSON.stringify(pools) })).toEqual({
    callCountPercent: 95,
    totalTimePercent: 110,
    totalCpuTimePercent: 20,
    maxPercent: 110,
    appPercent: null,
    accountPercent: 110,
    regainAccessS: 19 * 60,
  });
});

test("headers that are absent tell nothing, which is not 0", () => {
  expect(usageOf({})).toBeNull();
});

test.each([["{"], ["[]"], ["null"], ["28"], ['"text"'], [""]])("%s tells nothing and breaks nothing", (text) => {
  expect(usageOf({ "x-app-usage": text, "x-business-use-case-usage": text })).toBeNull();
});

test.each([['{"1":{}}'], ['{"1":["x"]}'], ['{"1":[]}'], ["{}"]])("%s names no pool", (text) => {
  expect(usageOf({ "x-business-use-case-usage": text })).toBeNull();
});

test("one header that is broken does not hide the other", () => {
  const headers = { "x-business-use-case-usage": "{oops", "x-app-usage": '{"call_count":80}' };
  expect(usageOf(headers)?.maxPercent).toBe(80);
});

test("a pool of the business header that is kept under the app's own id is the app's, any other the account's", () => {
  const pools = { [APP_ID]: [{ call_count: 81 }], "1020": [{ total_time: 40 }] };
  const headers = { "x-business-use-case-usage": JSON.stringify(pools), "x-app-usage": '{"total_cputime":12}' };
  expect(usageOf(headers)).toMatchObject({ appPercent: 81, accountPercent: 40, maxPercent: 81 });
});
