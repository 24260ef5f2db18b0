import { expect, test } from "vitest";
import {
  type ActivityFilter,
  activityUrl,
  asEventFilter,
  readFilter,
} from "../../../admin/activity/activity-filter.js";

test("a filter survives the way through the address", () => {
  const filter: ActivityFilter = {
    action: ["KEY_CREATED", "KEY_REVOKED"],
    actorKind: ["OPERATOR"],
    outcome: "FAILED",
    accountId: "acc_1",
    since: "2026-01-01T00:00:00.000Z",
    until: "2026-01-02T00:00:00.000Z",
  };
  expect(readFilter(queryOf(activityUrl(filter)))).toEqual(filter);
  expect(asEventFilter(filter)).toEqual({ ...filter, outcome: ["FAILED"] });
});

test("no filter is the plain address, and the other way round", () => {
  expect(activityUrl({})).toBe("/events");
  expect(activityUrl({ action: [] })).toBe("/events");
  expect(readFilter(new URLSearchParams())).toEqual({});
});

test("what the address says that nobody knows is left out", () => {
  const query = "?action=KEY_CREATED,KEY_EATEN&actorKind=GHOST&outcome=MAYBE&since=yesterday&page=3";
  expect(readFilter(queryOf(`/events${query}`))).toEqual({ action: ["KEY_CREATED"] });
});

function queryOf(url: string): URLSearchParams {
  return new URL(url, "http://localhost").searchParams;
}
