import fc from "fast-check";
import { expect, test } from "vitest";
import type { Embed, EmbedPost } from "../../../server/features/embeds/read-embed.js";
import type { EmbedRequest } from "../../../server/http/embed/address.js";
import { fragment } from "../../../server/http/embed/fragment.js";
import { contentOf } from "../../../server/http/embed/json-feed.js";
import { oembed } from "../../../server/http/embed/oembed.js";
import { embedPage } from "../../../server/http/embed/page.js";
import { rssFeed } from "../../../server/http/embed/rss.js";

const PUBLIC_URL = "https://feeds.example";

/** What strangers write, with what breaks out of markup more often than by chance. */
const words = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        "<",
        ">",
        '"',
        "'",
        "&",
        "--",
        "]]>",
        "</title>",
        "<script>",
        "onerror=",
        "`",
        "\0",
        "\n",
        " ",
        "a",
      ),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    .map((parts) => parts.join("")),
);

const request = fc.record({
  slug: fc.constant("shops"),
  language: fc.constantFrom("en" as const, "de" as const),
  lang: fc.constant(null),
  layout: fc.constantFrom("grid" as const, "list" as const, "row" as const),
  first: fc.constant(null),
  after: fc.constant(null),
  key: words,
  isOpen: fc.constant(true),
});

function embedOf(text: string): Embed {
  const post: EmbedPost = {
    ...{
      id: text,
      kind: "REEL",
      permalink: `https://www.instagram.com/p/${text}/`,
      username: text,
      caption: text,
      text,
    },
    ...{ timestamp: new Date("2026-03-05"), filmUrl: `${PUBLIC_URL}/files/${text}`, hashtags: [text] },
    picture: { url: `${PUBLIC_URL}/files/${text}`, width: 1, height: 1, type: text, bytes: 1 },
  };
  const posts = [post, { ...post, picture: null }];
  return { slug: "shops", title: text, layout: "GRID", size: 2, updatedAt: new Date(0), posts, next: text };
}

/** The tags of a text with their attributes' names: what strangers write must not change it. */
function skeleton(markup: string): string[] {
  return (markup.replace(/"[^"]*"/g, '""').match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/\s+/g, " "));
}

const WRITERS: Record<string, (embed: Embed, request: EmbedRequest) => string> = {
  fragment: (embed, request) => fragment(embed, request, PUBLIC_URL).text,
  page: (embed, request) => embedPage(embed, request, PUBLIC_URL),
  frame: (embed, request) =>
    oembed(embed, request, { publicUrl: PUBLIC_URL, limits: { maxWidth: null, maxHeight: null } }).html,
  "content of readers": (embed, request) =>
    embed.posts.map((post) => contentOf({ ...post, caption: "a" }, request)).join(""),
  RSS: (embed, request) => rssFeed(embed, request, PUBLIC_URL),
};

test.each(Object.keys(WRITERS))("no text of a stranger changes the markup of a %s", (name) => {
  const write = WRITERS[name] ?? (() => "");
  fc.assert(
    fc.property(words, request, (text, request) => {
      const plain = write(embedOf("a"), { ...request, key: "a" });
      expect(skeleton(write(embedOf(text), request))).toEqual(skeleton(plain));
    }),
  );
});
