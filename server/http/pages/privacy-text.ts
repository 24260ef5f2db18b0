import type { Html } from "../../lib/html.js";
import type { RetainedKind } from "../../retention.js";
import type { Language } from "./layout.js";
import type { Contact } from "./owner-results.js";

/** What the page states; all of it is read from the configuration in effect. */
export interface PrivacyFacts {
  contact: Contact;
  publicUrl: string;
  mode: "sandbox" | "live";
  instagramLogin: boolean;
  keepVideos: boolean;
  /** Whether copies are in an S3-compatible store rather than on the server's disk. */
  isBucket: boolean;
  publicRead: boolean;
  alertWebhook: boolean;
  alertMail: boolean;
  /** After how long a broken account is erased; null: never. */
  eraseBrokenAfterMs: number | null;
  retained: readonly { what: RetainedKind; keepMs: number }[];
  /** What the operator adds: paragraphs of plain text. */
  added: readonly string[];
}

/** The page's words in one language. */
export interface PrivacyText {
  title: string;
  other: { label: string; language: Language };
  sections(facts: PrivacyFacts): Section[];
  added: string;
  columns: readonly [string, string, string];
  account(facts: PrivacyFacts): Row[];
  retained: Record<RetainedKind, readonly [what: string, why: string]>;
  duration(count: number, unit: "year" | "day" | "hour" | "minute"): string;
}

export interface Section {
  heading: string;
  /** Paragraphs, lists and the table's place. */
  body: readonly (Html | string | "TABLE")[];
}

/** What is stored, why, and for how long. */
export type Row = readonly [what: string, why: string, until: string];
