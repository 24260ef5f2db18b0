import { ACCOUNT_SOURCE } from "./accounts/account-source.js";
import type { Source } from "./lib/source.js";

/** The resources of react-admin, by name: one line each. */
export const SOURCES: Readonly<Record<string, Source>> = {
  accounts: ACCOUNT_SOURCE,
};
