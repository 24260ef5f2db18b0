import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, parse, print, validate } from "graphql";
import { expect, test } from "vitest";
import { DEFAULT_QUERY } from "../../admin/explorer/default-query.js";
import { firstQuery, homePage } from "../../server/http/pages/home.js";

const schema = buildSchema(readFileSync(join(import.meta.dirname, "../../schema.graphql"), "utf8"));

test("the home page's first query fits the schema", () => {
  expect(faultsOf(firstQuery(null))).toEqual([]);
});

test("the home page's command sends the same query", () => {
  const page = homePage(
    {
      mode: "sandbox",
      publicUrl: "http://localhost:4000",
      openConnect: true,
      instagramLogin: true,
      publicRead: true,
      accounts: [],
      accountCount: 1,
      demo: null,
      account: null,
      introspection: true,
      version: "0",
    },
    "en",
  );
  const body = /-d &#39;(\{.*\})&#39;|-d '(\{.*\})'/.exec(page);
  const sent = (body?.[1] ?? body?.[2] ?? "").replaceAll("&quot;", '"');
  expect(print(parse((JSON.parse(sent) as { query: string }).query))).toBe(print(parse(firstQuery(null))));
});

test("each of the explorer's examples fits the schema once its # signs are gone", () => {
  const examples = DEFAULT_QUERY.split(/\n(?=# query )/).map((part) => part.replace(/^# (?=query |[ }]|\})/gm, ""));
  expect(examples.length).toBeGreaterThanOrEqual(5);
  for (const example of examples) {
    const [query = ""] = example.split(/\n\n(?=#)/);
    expect(faultsOf(query), query).toEqual([]);
  }
});

test("a query that does not fit would be noticed", () => {
  expect(faultsOf("{ account { pictures } }")).toHaveLength(1);
});

function faultsOf(query: string): string[] {
  return validate(schema, parse(query)).map(({ message }) => message);
}
