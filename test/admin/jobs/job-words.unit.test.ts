import { expect, test } from "vitest";
import type { JobLineFragment } from "../../../admin/gql/graphql.js";
import { jobTitle, progressWords } from "../../../admin/jobs/job-words.js";

test("a job's title says what is done with how many", () => {
  expect(jobTitle(job({ kind: "REFRESH_TOKENS", totalCount: 1 }))).toBe("Refresh the token of 1 account");
  expect(jobTitle(job({ kind: "SYNC_ACCOUNTS", totalCount: 20_000 }))).toBe("Sync 20,000 accounts");
  expect(jobTitle(job({ kind: "SYNC_ACCOUNTS", full: true }))).toBe("Sync every post of 12 accounts");
  expect(jobTitle(job({ kind: "PAUSE_ACCOUNTS" }))).toBe("Pause 12 accounts");
  expect(jobTitle(job({ kind: "RESUME_ACCOUNTS" }))).toBe("Resume 12 accounts");
});

test("progress tells the rate and the time left while it runs, and neither once it is over", () => {
  const running = job({ doneCount: 3, failedCount: 1, ratePerMinute: 2.5 });
  expect(progressWords(running)).toBe("3 of 12 done, 1 failed, 2.5 a minute, about 4 min left");
  expect(progressWords({ ...running, ratePerMinute: 60 })).toContain("60 a minute, less than a minute left");
  expect(progressWords({ ...running, totalCount: 20_004, ratePerMinute: 100 })).toContain("about 4 h left");
  expect(progressWords({ ...running, ratePerMinute: null })).toBe("3 of 12 done, 1 failed");
  expect(progressWords({ ...running, state: "CANCELLED" })).toBe("3 of 12 done, 1 failed");
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
    ratePerMinute: null,
    createdAt: "2026-01-01T00:00:00.000Z",
    finishedAt: null,
    cancelledAt: null,
    by: { label: "operator@example.com" },
    ...words,
  };
}
