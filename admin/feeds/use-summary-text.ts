import { useCallback } from "react";
import { serverText } from "../i18n/server-text.js";
import { type MessageKey, useTranslate } from "../i18n/use-translate.js";

/** The settings whose values a summary names as the API does, by the words of its sentence. */
const SETTINGS: Record<string, "mode" | "orderBy" | "layout" | "otherwise"> = {
  Mode: "mode",
  Order: "orderBy",
  Layout: "layout",
  "Posts without a rule": "otherwise",
};
const CHOICE = new RegExp(`\\b(${Object.keys(SETTINGS).join("|")}) ([A-Z_]+), was ([A-Z_]+)\\.`, "g");
const ANY_NUMBER = /(?<=Posts per account (?:\d+, was )?)any number/g;

/** Each sentence by itself: a value may be anything, also the sentences that follow it. */
const BETWEEN = /(?<=\.) (?=(?:Title|Address|Mode|Order|Layout|Size|Posts|Added|Removed|Moved|Nothing) )/;

/** What a version changed, in the reader's words, such as “Order “Oldest first”, was “Newest first”.” */
export function useSummaryText(): (summary: string) => string {
  const translate = useTranslate();
  return useCallback(
    (summary) => {
      const named = summary
        .replace(CHOICE, (_, what: string, ...[after = "", before = ""]: string[]) => {
          const nameOf = (value: string) => `“${translate(`darkroom.feeds.${SETTINGS[what]}.${value}` as MessageKey)}”`;
          return `${what} ${nameOf(after)}, was ${nameOf(before)}.`;
        })
        .replace(ANY_NUMBER, `“${translate("darkroom.feeds.settings.unlimited")}”`);
      return named
        .split(BETWEEN)
        .map((sentence) => serverText(sentence, translate))
        .join(" ");
    },
    [translate],
  );
}
