import type { SignInMessages } from "../i18n/en/sign-in-page.js";
import type { Translate } from "../i18n/use-translate.js";

/** As react-admin's `translate`, without plurals: a text that is not among these stays its key. */
export function createTranslate(messages: SignInMessages): Translate {
  return (key, values = {}) => {
    const text = key.split(".").reduce<unknown>(childOf, messages);
    if (typeof text !== "string") return key;
    return text.replace(/%\{(\w+)\}/g, (_placeholder, name: string) => String(values[name] ?? ""));
  };
}

function childOf(parent: unknown, name: string): unknown {
  return typeof parent === "object" && parent !== null && Object.hasOwn(parent, name)
    ? (parent as Record<string, unknown>)[name]
    : undefined;
}
