import { expect, test } from "vitest";
import type { JobLineFragment } from "../../../admin/gql/graphql.js";
import { jobStateText, jobTitle, progressText } from "../../../admin/jobs/job-labels.js";
import { english } from "../english.js";

test("a job's title says what is done with how many", () => {
  expect(jobTitle(job({ kind: "REFRESH_TOKENS", totalCount: 1 }), english)).toBe("Refresh the token of 1 account");
  expect(jobTitle(job({ kind: "SYNC_ACCOUNTS", totalCount: 20_000 }), english)).toBe("Sync 20000 accounts");
  expect(jobTitle(job({ kind: "SYNC_ACCOUNTS", full: true }), english)).toBe("Sync every post of 12 accounts");
  expect(jobTitle(job({ kind: "PAUSE_ACCOUNTS" }), english)).toBe("Pause 12 accounts");
  expect(jobTitle(job({ kind: "RESUME_ACCOUNTS" }), english)).toBe("Resume 12 accounts");
});

test("progress tells the rate and the time left while it runs, and neither once it is over", () => {
  const running = job({ doneCount: 3, failedCount: 1, ratePerMinute: 2.5 });
  expect(progressText(running, english)).toBe("3 of 12 done, 1 failed, 2.5 a minute, about 4 min left");
  expect(progressText({ ...running, ratePerMinute: 60 }, english)).toContain("60 a minute, less than a minute left");
  expect(progressText({ ...running, totalCount: 20_004, ratePerMinute: 100 }, english)).toContain("about 4 h left");
  expect(progressText({ ...running, skippedCount: 6, ratePerMinute: 1 }, english)).toBe(
    "3 of 12 done, 1 failed, 6 with a fresh token skipped, 1 a minute, about 2 min left",
  );
  expect(progressText({ ...running, ratePerMinute: null }, english)).toBe("3 of 12 done, 1 failed");
  expect(progressText({ ...running, state: "CANCELLED" }, english)).toBe("3 of 12 done, 1 failed");
  const over = { ...running, skippedCount: 2, finishedAt: "2026-01-01T00:01:00.000Z" };
  expect(progressText({ ...over, state: "CANCELLED" }, english)).toBe(
    "3 of 12 done, 1 failed, 2 with a fresh token skipped, 6 left as they were",
  );
  expect(progressText({ ...over, state: "DONE", skippedCount: 0 }, english)).toBe(
    "3 of 12 done, 1 failed, 8 skipped, no longer connected",
  );
});

test("a job that finished with failures says how many, and not that it is done", () => {
  expect(jobStateText(job({ state: "DONE" }), english)).toBe("Done");
  expect(jobStateText(job({ state: "DONE", failedCount: 3 }), english)).toBe("Finished, 3 failed");
  expect(jobStateText(job({ state: "RUNNING", failedCount: 3 }), english)).toBe("Running");
  expect(jobStateText(job({ state: "CANCELLED", failedCount: 3 }), english)).toBe("Cancelled");
});

function job(words: Partial<JobLineFragment>): JobLineFragment {
  return {
    id: "job_1",
    kind: "REFRESH_TOKENS",
    full: false,
    state: "RUNNING",
    totalCount: 12,
    doneCount: 0,
    failedCount: 0,
    skippedCount: 0,
    ratePerMinute: null,
    createdAt: "2026-01-01T00:00:00.000Z",
    finishedAt: null,
    cancelledAt: null,
    by: { label: "operator@example.com" },
    ...words,
  };
}
