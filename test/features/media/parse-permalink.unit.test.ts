import { expect, test } from "vitest";
import { shortcodeOf } from "../../../server/features/media/parse-permalink.js";

test.each([
  "https://www.instagram.com/p/DCxyz-12_ab/",
  "https://www.instagram.com/p/DCxyz-12_ab",
  "https://www.instagram.com/p/DCxyz-12_ab/?igsh=MzRlODBiNWFlZA==&img_index=2#comments",
  "http://instagram.com/reel/DCxyz-12_ab/",
  "https://m.instagram.com/reels/DCxyz-12_ab/",
  "https://www.instagram.com/tv/DCxyz-12_ab/",
  "https://www.instagram.com/the.bakery_1/p/DCxyz-12_ab/",
  "https://instagr.am/p/DCxyz-12_ab/",
  "  www.instagram.com/p/DCxyz-12_ab/ ",
  "HTTPS://WWW.INSTAGRAM.COM/p/DCxyz-12_ab/",
])("%s holds the post's shortcode", (permalink) => {
  expect(shortcodeOf(permalink)).toBe("DCxyz-12_ab");
});

test.each([
  "",
  "DCxyz-12_ab",
  "https://www.instagram.com/the.bakery_1/",
  "https://www.instagram.com/share/p/BADxyz/",
  "https://www.instagram.com/stories/bakery/3512345678901234567/",
  "https://www.instagram.com/p/",
  "https://instagram.com.evil.example/p/DCxyz-12_ab/",
  "https://evil.example/p/DCxyz-12_ab/?u=instagram.com",
  "ftp://www.instagram.com/p/DCxyz-12_ab/",
  "https://www.instagram.com/p/DCxyz\u000012_ab/",
])("%j is not the address of a post", (permalink) => {
  expect(shortcodeOf(permalink)).toBeNull();
});
