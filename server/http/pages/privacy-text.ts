import type { Html } from "../../lib/html.js";
import type { RetainedKind } from "../../retention.js";
import type { Contact } from "./owner-results.js";
import type { Language } from "./texts.js";

export interface PrivacyFacts {
  contact: Contact;
  publicUrl: string;
  mode: "sandbox" | "live";
  instagramLogin: boolean;
  keepVideos: boolean;
  /** Copies are in an S3-compatible store, not on the server's disk. */
  isBucket: boolean;
  publicRead: boolean;
  alertWebhook: boolean;
  alertMail: boolean;
  /** After how long a broken account is erased; null: never. */
  eraseBrokenAfterMs: number | null;
  retained: readonly { what: RetainedKind; keepMs: number }[];
  added: readonly string[];
}

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
  body: readonly (Html | string | "TABLE")[];
}

export type Row = readonly [what: string, why: string, until: string];
