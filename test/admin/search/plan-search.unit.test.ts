import { expect, test } from "vitest";
import { planSearch } from "../../../admin/search/plan-search.js";

/** The look-ups of a plan, each with what it looks for. */
function lookUps(text: string) {
  const plan = planSearch(text);
  return (
    plan && {
      ...(plan.withAccounts && { accounts: plan.text }),
      ...(plan.withKeys && { keys: plan.keyText }),
      ...(plan.withPermalink && { permalink: plan.permalink }),
      ...(plan.withMediaId && { id: plan.mediaId }),
    }
  );
}

test.each(["", " ", "b", " b "])("%j is too short to look up", (text) => {
  expect(lookUps(text)).toBeNull();
});

test("a word is looked up among accounts and keys, and as a shortcode if it can be one", () => {
  expect(lookUps(" Große Bäckerei ")).toEqual({ accounts: "Große Bäckerei", keys: "Große Bäckerei" });
  expect(lookUps("shop")).toEqual({ accounts: "shop", keys: "shop" });
  expect(lookUps("DCxyz-12_ab")).toEqual({
    ...{ accounts: "DCxyz-12_ab", keys: "DCxyz-12_ab" },
    permalink: "https://www.instagram.com/p/DCxyz-12_ab/",
  });
});

test("a long number is looked up as the id of a post too", () => {
  expect(lookUps("18012345678901234")).toMatchObject({ id: "18012345678901234", accounts: "18012345678901234" });
});

test.each([
  ["https://www.instagram.com/p/DCxyz-12_ab/?igsh=secret", "https://www.instagram.com/p/DCxyz-12_ab/"],
  ["instagram.com/bakery/reel/DCxyz-12_ab", "https://www.instagram.com/bakery/reel/DCxyz-12_ab"],
])("the address of a post is looked up as such: %s", (text, permalink) => {
  expect(lookUps(text)).toEqual({ permalink });
});

test("the address of a profile and a name with @ are looked up among accounts alone", () => {
  expect(lookUps("https://www.instagram.com/the.bakery_1/?hl=de")).toEqual({ accounts: "the.bakery_1" });
  expect(lookUps("@the.bakery_1")).toEqual({ accounts: "@the.bakery_1" });
  expect(lookUps("https://www.instagram.com/stories/bakery/3512345678901234567/")).toBeNull();
});

test("of a pasted key only the visible beginning leaves the browser", () => {
  const plan = planSearch("sk_abcdefGHIJKLMNOPQRSTUVWXYZ0123456789");
  expect(plan).toMatchObject({ keyText: "sk_abcdef", withKeys: true, withAccounts: false, withPermalink: false });
  expect(JSON.stringify(plan)).not.toContain("sk_abcdefG");
});

test("a text is looked up no further than the server takes it", () => {
  expect(planSearch("x".repeat(5_000))?.text).toHaveLength(200);
});
