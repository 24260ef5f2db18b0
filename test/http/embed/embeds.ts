import { HtmlValidate } from "html-validate";
import { expect } from "vitest";
import { setUpShops } from "../../features/feeds/shops.js";
import { makeKey } from "../../support/credentials.js";

/** What a stranger might write, to break out of any place in a page. */
export const EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'`&amp;";

export interface Got {
  status: number;
  headers: Headers;
  text: string;
}

/** The shops, with what their feeds are asked for as other sites ask. */
export function setUpEmbeds() {
  const shops = setUpShops();
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Got> => {
    const answer = await fetch(`${shops.url}${path}`, { headers });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  return {
    ...shops,
    url: () => shops.url,
    get,
    publishable: () => makeKey(shops.testApp.app, { kind: "PUBLISHABLE" }),
  };
}

export async function expectValid(markup: string): Promise<void> {
  const report = await new HtmlValidate({ extends: ["html-validate:recommended"] }).validateString(markup);
  const messages = report.results.flatMap((result) =>
    result.messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
  );
  expect(messages).toEqual([]);
}
