import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mediaPageSchema, readPosts } from "../../server/instagram/media-schemas.js";
import { parseLosslessJson } from "../../server/lib/lossless-json.js";
import { fixture } from "./scripted-instagram.js";

const AT = "2019-09-26T22:36:43+0000";
const IMAGE = { id: "1", media_type: "IMAGE", timestamp: AT };

function readOne(post: Record<string, unknown>) {
  const [read] = readPosts([{ ...IMAGE, ...post }]).posts;
  if (!read) throw new Error("the post was left out");
  return read;
}

test("fixture 20 is read exactly: a reel, known by its permalink", () => {
  const page = mediaPageSchema.parse(parseLosslessJson(fixture("20_media_page_reel_with_next")));
  const { posts, ...counts } = readPosts(page.data);
  expect(counts).toEqual({ unknownTypeCount: 0, brokenCount: 0, unreadIds: [], namelessCount: 0 });
  expect(posts).toEqual([
    {
      id: "18150997342277977",
      mediaType: "VIDEO",
      mediaProductType: "REELS",
      caption: null,
      mediaUrl: expect.stringContaining("_nc_rid=a7c8469180"),
      thumbnailUrl: expect.stringContaining("oe=635F5D1A"),
      permalink: "https://www.instagram.com/reel/CkNGi2lJ1Co/",
      shortcode: "CkNGi2lJ1Co",
      timestamp: new Date("2022-10-27T05:03:06Z"),
      username: "example_user",
      altText: null,
      likeCount: null,
      commentsCount: null,
      isSharedToFeed: null,
      position: null,
      children: [],
      isPartial: false,
    },
  ]);
  expect(page.paging.next).toContain("access_token=SCRUBBED");
});

test("a signed address is kept letter for letter", () => {
  const url = "https://scontent.cdninstagram.com/v/a%2Cb.jpg?oh=00_Af&oe=635F5D1A&x=%u0041|";
  expect(readOne({ media_url: url }).mediaUrl).toBe(url);
});

test("every field but id, type and moment may be missing or null", () => {
  const nulls = Object.fromEntries(["caption", "media_url", "like_count", "children"].map((name) => [name, null]));
  for (const post of [readOne({}), readOne(nulls)]) {
    expect(post).toMatchObject({ caption: null, mediaUrl: null, permalink: null, likeCount: null, children: [] });
  }
});

describe("timestamps", () => {
  test.each([
    ["2019-09-26T22:36:43+0000", "2019-09-26T22:36:43.000Z"],
    ["2019-09-26T22:36:43+00:00", "2019-09-26T22:36:43.000Z"],
    ["2019-09-26T22:36:43Z", "2019-09-26T22:36:43.000Z"],
    ["2019-09-26T22:36:43-0730", "2019-09-27T06:06:43.000Z"],
  ])("%s is %s", (timestamp, iso) => {
    expect(readOne({ timestamp }).timestamp.toISOString()).toBe(iso);
  });

  test.each([["yesterday"], ["2019-13-26T22:36:43+0000"], ["2019-09-26"], [""], [null], [1569537403]])(
    "a post with %j for a timestamp is broken, not of 1970",
    (timestamp) => {
      expect(readPosts([{ ...IMAGE, timestamp }])).toMatchObject({ posts: [], unreadIds: [IMAGE.id], brokenCount: 1 });
    },
  );
});

test.each([
  [{ media_product_type: "REELS" }, "REELS"],
  [{ media_product_type: "FEED", permalink: "https://www.instagram.com/reel/abc/" }, "FEED"],
  [{ media_product_type: "HOLOGRAM", permalink: "https://www.instagram.com/reel/abc/" }, null],
  [{ permalink: "https://www.instagram.com/reel/abc/" }, "REELS"],
  [{ permalink: "https://www.instagram.com/p/abc/" }, null],
  [{}, null],
])("of %j the product type is %s", (post, expected) => {
  expect(readOne(post).mediaProductType).toBe(expected);
});

test.each([
  [{ shortcode: "own", permalink: "https://www.instagram.com/p/abc/" }, "own"],
  [{ permalink: "https://www.instagram.com/p/A-b_9/" }, "A-b_9"],
  [{ permalink: "https://www.instagram.com/bakery/reel/abc?x=1" }, "abc"],
  [{ permalink: "https://www.instagram.com/stories/bakery/1/" }, null],
  [{}, null],
])("of %j the shortcode is %s", (post, expected) => {
  expect(readOne(post).shortcode).toBe(expected);
});

test("a post of an unknown type and a broken one are counted, and the others come", () => {
  const read = readPosts([
    { ...IMAGE, id: "1" },
    { ...IMAGE, id: "2", media_type: "HOLOGRAM" },
    { ...IMAGE, id: undefined },
    { ...IMAGE, id: "" },
    { id: "5", timestamp: AT },
    null,
    "post",
    { ...IMAGE, id: "6", media_type: "video" },
  ]);
  expect(read.posts.map(({ id, mediaType }) => [id, mediaType])).toEqual([
    ["1", "IMAGE"],
    ["6", "VIDEO"],
  ]);
  expect([read.unknownTypeCount, read.brokenCount]).toEqual([1, 5]);
});

describe("an album", () => {
  const album = { ...IMAGE, media_type: "CAROUSEL_ALBUM", permalink: "https://www.instagram.com/p/album/" };

  test("its parts have its permalink, and its moment where they have none", () => {
    const { children } = readOne({
      ...album,
      children: {
        data: [
          { id: "11", media_type: "IMAGE" },
          {
            id: "12",
            media_type: "VIDEO",
            timestamp: "2020-01-01T00:00:00+0000",
            permalink: "https://www.instagram.com/p/part/",
          },
        ],
      },
    });
    expect(children.map(({ id, permalink, timestamp }) => [id, permalink, timestamp.toISOString()])).toEqual([
      ["11", album.permalink, "2019-09-26T22:36:43.000Z"],
      ["12", album.permalink, "2020-01-01T00:00:00.000Z"],
    ]);
    expect(children.map(({ shortcode }) => shortcode)).toEqual(["album", "part"]);
  });

  test("a part that cannot be read is counted, and the others stay in order", () => {
    const read = readPosts([
      { ...album, children: [{ id: "11", media_type: "IMAGE" }, {}, { id: "13", media_type: "HOLOGRAM" }] },
    ]);
    expect(read.posts[0]?.children.map(({ id }) => id)).toEqual(["11"]);
    expect([read.unknownTypeCount, read.brokenCount]).toEqual([1, 1]);
  });

  test("albums nested in albums end", () => {
    const nested = { ...album, children: [{ ...album, id: "2", children: [{ ...album, id: "3" }] }] };
    expect(readOne(nested).children[0]?.children).toEqual([]);
  });
});

test("text loses only what the database refuses", () => {
  expect(readOne({ caption: "a\u0000b 🎞️ \ud83c c\udfde" }).caption).toBe("ab 🎞️ \ufffd c\ufffd");
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (caption) => {
      fc.pre(!caption.includes("\u0000"));
      expect(readOne({ caption }).caption).toBe(caption);
    }),
  );
});

test("any id survives", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 25n }).map(String), (id) => {
      for (const written of [id, `"${id}"`]) {
        const body = parseLosslessJson(`{"id":${written},"media_type":"IMAGE","timestamp":"${AT}"}`);
        expect(readPosts([body]).posts[0]?.id).toBe(id);
      }
    }),
  );
});

test("nothing that comes as a post can fail the page", () => {
  fc.assert(
    fc.property(fc.array(fc.anything()), (items) => {
      const { posts, unknownTypeCount, brokenCount } = readPosts(items);
      expect(posts.length + unknownTypeCount + brokenCount).toBe(items.length);
    }),
  );
});

test.each([
  ['{"data":[]}', null],
  ['{"data":[],"paging":null}', null],
  ['{"data":[],"paging":[]}', null],
  ['{"data":[],"paging":{"cursors":{"after":"x"}}}', null],
  ['{"data":[],"paging":{"next":"https://graph.instagram.com/x"}}', "https://graph.instagram.com/x"],
])("the page after %s is %s", (text, next) => {
  expect(mediaPageSchema.parse(parseLosslessJson(text)).paging.next).toBe(next);
});
