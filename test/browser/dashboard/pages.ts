import type { BrowserContextOptions } from "playwright-core";

/** Every page of the dashboard: the name of its pictures and its path, given the ids of the accounts. */
export function pagesOf(ids: Readonly<Record<string, string>>): Record<string, string> {
  return {
    home: "/admin/",
    accounts: "/admin/accounts",
    account: `/admin/accounts/${ids.bakery}/show`,
    "broken-account": `/admin/accounts/${ids.garage}/show`,
    feeds: "/admin/feeds",
    feed: `/admin/feeds/${ids.feed}/show`,
    connect: "/admin/connect",
    keys: "/admin/apiKeys",
    activity: "/admin/events",
    jobs: "/admin/jobs",
    erasures: "/admin/erasures",
    operators: "/admin/operators",
    settings: "/admin/settings",
    states: "/admin/states",
  };
}

export const LOOKS: Record<string, BrowserContextOptions> = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "light", isMobile: true, hasTouch: true },
};
