import polyglotI18nProvider from "ra-i18n-polyglot";
import { messages } from "../../admin/i18n/en/messages.js";
import type { Translate } from "../../admin/i18n/use-translate.js";

/** The dashboard's English. */
export const english: Translate = polyglotI18nProvider(() => messages, "en").translate;
