/** How often a job that runs is looked at. */
export const WATCH_EVERY_MS = 2_000;
