import type { ApiKeyKind, ApiKeyScope, CreateApiKeyInput, KeyRowFragment, UpdateApiKeyInput } from "../gql/graphql.js";
import { faultOfOrigins, originsIn } from "./origin-fault.js";

export type AccountChoice = KeyRowFragment["accounts"][number];

/** A key as the form holds it. */
export interface KeyDraft {
  name: string;
  kind: ApiKeyKind;
  scopes: readonly ApiKeyScope[];
  allAccounts: boolean;
  accounts: readonly AccountChoice[];
  originsText: string;
  /** A day as the browser's field writes it; empty for never. */
  lastDay: string;
}

export const EMPTY_DRAFT: KeyDraft = {
  name: "",
  kind: "PUBLISHABLE",
  scopes: ["READ"],
  allAccounts: false,
  accounts: [],
  originsText: "",
  lastDay: "",
};

/** The form of a key that is there. */
export function draftOf({ name, kind, scopes, allAccounts, accounts, origins, expiresAt }: KeyRowFragment): KeyDraft {
  return { name, kind, scopes, allAccounts, accounts, originsText: origins.join("\n"), lastDay: dayOf(expiresAt) };
}

/** What the person has to mend first, in words; null where nothing. */
export function faultOfDraft(draft: KeyDraft): string | null {
  if (draft.name.trim() === "") return "Give it a name, such as the site that uses it.";
  if (draft.scopes.length === 0) return "Choose at least one permission.";
  if (!draft.allAccounts && draft.accounts.length === 0) return "Choose the accounts that it may read.";
  if (draft.kind === "SECRET") return null;
  const origins = originsIn(draft.originsText);
  return origins.length === 0 ? "Name at least one site that it may be used on." : faultOfOrigins(origins);
}

/** What the API is asked for to make it. */
export function createInput(draft: KeyDraft): CreateApiKeyInput {
  const { kind } = draft;
  const scopes: ApiKeyScope[] = kind === "PUBLISHABLE" ? ["READ"] : [...draft.scopes];
  return { ...grantOf(draft), kind, scopes, expiresAt: endOf(draft.lastDay) };
}

/** What the API is asked for to change a key into it. A day that was not touched leaves the instant as it was. */
export function updateInput(draft: KeyDraft, key: KeyRowFragment): UpdateApiKeyInput {
  const isSameDay = draft.lastDay === dayOf(key.expiresAt);
  return { ...grantOf(draft), ...(!isSameDay && { expiresAt: endOf(draft.lastDay) }) };
}

function grantOf({ name, kind, allAccounts, accounts, originsText }: KeyDraft) {
  return {
    name: name.trim(),
    origins: kind === "PUBLISHABLE" ? originsIn(originsText) : [],
    ...(allAccounts ? { allAccounts } : { accountIds: accounts.map(({ id }) => id) }),
  };
}

/** The last instant of a day where the person is. */
function endOf(day: string): string | null {
  return day ? new Date(`${day}T23:59:59`).toISOString() : null;
}

/** The day of an instant where the person is, as the browser's field writes it. */
function dayOf(at: string | null): string {
  return at ? new Date(at).toLocaleDateString("sv-SE") : "";
}
