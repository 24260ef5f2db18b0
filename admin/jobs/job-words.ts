import type { JobLineFragment, JobState } from "../gql/graphql.js";

export const STATE_WORDS: Record<JobState, string> = {
  WAITING: "Waiting",
  RUNNING: "Running",
  DONE: "Done",
  CANCELLED: "Cancelled",
};

/** What a job does: "Refresh the tokens of 12 accounts". */
export function jobTitle({ kind, full, totalCount }: JobLineFragment): string {
  const accounts = totalCount === 1 ? "1 account" : `${count(totalCount)} accounts`;
  if (kind === "REFRESH_TOKENS") return `Refresh the token${totalCount === 1 ? "" : "s"} of ${accounts}`;
  if (kind === "SYNC_ACCOUNTS") return full ? `Sync every post of ${accounts}` : `Sync ${accounts}`;
  if (kind === "ERASE_ACCOUNTS") return `Erase ${accounts}`;
  return kind === "PAUSE_ACCOUNTS" ? `Pause ${accounts}` : `Resume ${accounts}`;
}

/** Whether something may still happen to its accounts. */
export function isUnderWay({ state }: Pick<JobLineFragment, "state">): boolean {
  return state === "WAITING" || state === "RUNNING";
}

/** How far it is: "8 of 12 done, 1 failed, 30 a minute, about 2 min left". */
export function progressWords(job: JobLineFragment): string {
  const { doneCount, failedCount, totalCount, ratePerMinute } = job;
  const words = [`${count(doneCount)} of ${count(totalCount)} done`];
  if (failedCount > 0) words.push(`${count(failedCount)} failed`);
  if (!isUnderWay(job)) return words.join(", ");
  const leftCount = totalCount - doneCount - failedCount;
  if (ratePerMinute) words.push(`${rate(ratePerMinute)} a minute`, timeLeft(leftCount / ratePerMinute));
  return words.join(", ");
}

function timeLeft(minutes: number): string {
  if (minutes < 1) return "less than a minute left";
  if (minutes < 90) return `about ${Math.ceil(minutes)} min left`;
  return `about ${Math.ceil(minutes / 60)} h left`;
}

function rate(perMinute: number): string {
  return perMinute < 10 ? perMinute.toFixed(1) : count(Math.round(perMinute));
}

function count(value: number): string {
  return value.toLocaleString("en");
}
