import type { AppContext } from "../../app-context.js";
import type { AccessScope } from "../../viewer.js";
import { queryParams } from "../feed/query-params.js";
import { runStatement, Statement } from "../feed/statement.js";
import type { FeedDefinition } from "./feed-definition.js";

interface Together {
  accessScope: AccessScope;
  /** A larger statement is planned longer, and holds its connection. */
  feedsMax: number;
  /** A query of one JSON value for a feed. */
  query(s: Statement, feed: FeedDefinition): string;
  isHeavy?(feed: FeedDefinition): boolean;
}

/** A value of each feed, in their order: one statement for `feedsMax` feeds, at most 100. */
export async function readTogether<T>(
  app: AppContext,
  feeds: readonly FeedDefinition[],
  { accessScope, feedsMax, query, isHeavy = () => false }: Together,
): Promise<T[]> {
  const pages: (readonly FeedDefinition[])[] = [];
  for (let at = 0; at < feeds.length; at += feedsMax) pages.push(feeds.slice(at, at + feedsMax));
  const read = pages.map((page) => {
    const s = new Statement();
    const text = `select json_build_array(${page.map((feed) => `(${query(s, feed)})`).join(", ")}) as answer`;
    const compiled = s.finish(text, { isHeavy: page.some(isHeavy) });
    return runStatement<T[]>(app.reads, compiled, queryParams(app, accessScope));
  });
  return (await Promise.all(read)).flat();
}
