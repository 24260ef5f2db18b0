import { causeSteps, meanings } from "./server-texts.js";

/** Most steps begin with the cause; `advice` is for where the cause has been said. */
function afterCause(step: string): string {
  const advice = step.slice(step.indexOf(": ") + 1).trim();
  return advice.charAt(0).toUpperCase() + advice.slice(1);
}

type Advice = Record<keyof typeof causeSteps, string>;
const advice = Object.fromEntries(
  Object.entries(causeSteps).map(([cause, step]) => [cause, afterCause(step)]),
) as Advice;

/** What each state means is the API's own description; what to do next is written here, and goes into docs/states.md too. */
export const texts = {
  title: "Statuses explained",
  intro: "What each status means, and what to do next.",
  more: "What this status means",
  more_of_list: "What the statuses mean",
  state: "Status",
  meaning: "Meaning",
  next: "Next step",
  group: {
    account: "Accounts",
    health: "Tokens",
    sync: "Syncs",
    cause: "Causes of failures",
    job: "Jobs",
  },
  name: {
    sync: { OK: "Done", FAILED: "Failed", INTERRUPTED: "Interrupted", STALE: "Stale" },
    job: { WAITING: "Waiting", RUNNING: "Running", DONE: "Done", CANCELLED: "Cancelled" },
  },
  means: {
    account: meanings.AccountStatus,
    health: meanings.TokenHealth,
    sync: {
      ...meanings.SyncRunOutcome,
      STALE: "The last sync failed or a sync is overdue. Sites get the posts that were stored last.",
    },
    cause: meanings.FailureCause,
    job: meanings.JobState,
  },
  step: {
    account: {
      ACTIVE: "Nothing to do.",
      PAUSED: "Resume the account when its posts should be synced again.",
      RECONNECT_REQUIRED: "Reconnect the account, or send its owner a reconnect link. The cause says what comes first.",
    },
    health: {
      HEALTHY: "Nothing to do.",
      DUE: "Nothing to do.",
      EXPIRING: "Read the token's last failure. Refresh the token, or reconnect the account before the token expires.",
      EXPIRED: "Reconnect the account, or send its owner a reconnect link.",
      REVOKED: "Reconnect the account, or send its owner a reconnect link.",
    },
    sync: {
      OK: "Nothing to do.",
      FAILED: "Read the cause. The server tries again automatically.",
      INTERRUPTED: "Nothing to do.",
      STALE: "Read the cause on the account's page. The server tries again automatically.",
    },
    cause: causeSteps,
    job: {
      WAITING: "Nothing to do.",
      RUNNING: "Nothing to do. You can close the page: the server continues.",
      DONE: "Look at the accounts that failed, if there are any.",
      CANCELLED: "Start another job for the accounts that were left out.",
    },
  },
  advice,
};
