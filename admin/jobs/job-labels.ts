import type { JobLineFragment } from "../gql/graphql.js";
import type { Translate } from "../i18n/use-translate.js";

/** What a job does: "Refresh the tokens of 12 accounts". */
export function jobTitle({ kind, full, totalCount }: JobLineFragment, translate: Translate): string {
  const key = kind === "SYNC_ACCOUNTS" && full ? "SYNC_ACCOUNTS_FULL" : kind;
  return translate(`darkroom.jobs.kind.${key}`, { smart_count: totalCount });
}

/** A job that finished with failures is not simply done: "Finished, 3 failed". */
export function jobStateText({ state, failedCount }: JobState, translate: Translate): string {
  return hasFailed({ state, failedCount })
    ? translate("darkroom.jobs.state.FAILED", { count: failedCount })
    : translate(`darkroom.jobs.state.${state}`);
}

type JobState = Pick<JobLineFragment, "state" | "failedCount">;

/** Whether it is finished, and not all accounts went well. */
export function hasFailed({ state, failedCount }: JobState): boolean {
  return state === "DONE" && failedCount > 0;
}

/** Whether something may still happen to its accounts. */
export function isUnderWay({ state }: Pick<JobLineFragment, "state">): boolean {
  return state === "WAITING" || state === "RUNNING";
}

/** How far it is: "8 of 12 done, 1 failed, 30 a minute, about 2 min left". */
export function progressText(job: JobLineFragment, translate: Translate): string {
  const { doneCount, failedCount, skippedCount, totalCount, ratePerMinute } = job;
  const parts = [translate("darkroom.jobs.progress.done", { done: doneCount, total: totalCount })];
  if (failedCount > 0) parts.push(translate("darkroom.jobs.progress.failed", { count: failedCount }));
  if (skippedCount > 0) parts.push(translate("darkroom.jobs.progress.skipped", { count: skippedCount }));
  const leftCount = totalCount - doneCount - failedCount - skippedCount;
  if (job.finishedAt && leftCount > 0) parts.push(leftText(job, leftCount, translate));
  if (isUnderWay(job) && ratePerMinute) {
    const rate = ratePerMinute < 10 ? Math.round(ratePerMinute * 10) / 10 : Math.round(ratePerMinute);
    parts.push(translate("darkroom.jobs.progress.rate", { rate }));
    parts.push(timeLeft(leftCount / ratePerMinute, translate));
  }
  return parts.join(", ");
}

/** Of a job that is over: accounts that it came too late for, or that it was cancelled before. */
function leftText({ state }: JobLineFragment, count: number, translate: Translate): string {
  return translate(state === "CANCELLED" ? "darkroom.jobs.progress.untouched" : "darkroom.jobs.progress.gone", {
    count,
  });
}

function timeLeft(minutes: number, translate: Translate): string {
  if (minutes < 1) return translate("darkroom.jobs.progress.moment_left");
  if (minutes < 90) return translate("darkroom.jobs.progress.minutes_left", { count: Math.ceil(minutes) });
  return translate("darkroom.jobs.progress.hours_left", { count: Math.ceil(minutes / 60) });
}
