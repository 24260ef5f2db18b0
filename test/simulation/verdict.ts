import type { Illness, SystemAlert } from "./story.js";

/** What must be nothing, in words; each counted under its kind. */
export type Fault = "lost" | "wrongCause" | "wrongFlag" | "late" | "forbiddenCall" | "lostPosts" | "stalePosts";

export interface Verdict {
  faults: Record<Fault, number>;
  /** The first of them, one line each. */
  examples: string[];
  /** Calls of accounts while they were connected and well, and how long that was together. */
  calls: number;
  accountDays: number;
  /** The most that one account made in one day. */
  worstDay: number;
  /** How many calls were answered with which error code, or with none of Instagram's. */
  answers: Record<string, number>;
  /** How many sick accounts were flagged, with which illnesses, and how long after it showed at the latest. */
  flagged: number;
  illnesses: string[];
  latestFlagMs: number;
  /** What befell the platform, the app and the accounts; and how many posts that their owners deleted are gone here too. */
  systemAlerts: string[];
  deleted: number;
}

/** Watches Instagram's call log and the database from outside, and knows the truth from the story. */
export interface Referee {
  connected(account: string, id: string): void;
  disconnected(account: string): void;
  sickened(account: string, illness: Illness): void;
  paused(account: string, isPaused: boolean): void;
  befell(incident: SystemAlert): void;
  /** Whether a trouble is in force for the account now. */
  isTroubled(account: string | null): boolean;
  isInWave(): boolean;
  isWell(account: string): boolean;
  idOf(account: string): string | null;
  /** One of those that are asked for and well, another one at each turn. */
  someoneWell(turn: number): string | null;
  /** After each look of the server: who is flagged by now, and whether rightly. */
  look(): Promise<void>;
  /** Once a day: whether Instagram still takes the token that is held for each account that is well, and whether the posts are right. */
  weigh(): Promise<void>;
  verdict(): Verdict;
}
