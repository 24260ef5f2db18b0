import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningSandbox, startSandbox } from "./start-sandbox.js";

const POST_FIELDS =
  "id,caption,media_type,media_product_type,media_url,thumbnail_url,permalink,shortcode,timestamp,username,owner,alt_text,like_count,comments_count,is_comment_enabled,is_shared_to_feed";

interface Item extends Record<string, unknown> {
  id: string;
  media_type: string;
}

interface Page {
  data: Item[];
  paging?: { next?: string };
}

describe("the graph", () => {
  let running: RunningSandbox;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    running = await startSandbox();
    for (const name of ["bakery", "florist", "garage", "archive", "newcomer", "traveller", "museum", "lighthouse"]) {
      tokens[name] = await running.longToken(name);
    }
  });
  afterAll(() => running.close());

  const read = (account: string, path: string) =>
    running.json(`${path}${path.includes("?") ? "&" : "?"}access_token=${tokens[account]}`);
  const media = async (account: string, query: string): Promise<Item[]> =>
    (await read(account, `/v26.0/me/media?${query}`)).data;

  describe("/me", () => {
    test("gives what was asked, the id besides, and user_id as a bare integer", async () => {
      const response = await running.get(`/v26.0/me?fields=user_id,username&access_token=${tokens.bakery}`);
      expect(await response.text()).toBe('{"user_id":17841401313574613,"username":"bakery","id":"36220564007528767"}');
      expect(response.headers.get("content-type")).toBe("application/json; charset=UTF-8");
      expect(response.headers.get("facebook-api-version")).toBe("v26.0");
    });

    test("answers to every version and to none, to either id, and to a bearer", async () => {
      const headers = { authorization: `Bearer ${tokens.bakery}` };
      for (const path of ["/me", "/v19.0/me", "/v26.0/36220564007528767", "/v26.0/17841401313574613"]) {
        expect(await running.json(path, { headers })).toEqual({ id: "36220564007528767" });
      }
    });

    test("leaves out what an account has not got", async () => {
      const me = await read("traveller", "/me?fields=username,name,biography,website,profile_picture_url,media_count");
      expect(me).toEqual({ username: "traveller", name: "Zoë 🌍✈️ Ñandú", media_count: 25, id: "33170446820915531" });
    });

    test("is wrapped by one account; another refuses user_id and has it as its id", async () => {
      expect(await read("museum", "/me?fields=username")).toMatchObject({ data: [{ username: "museum" }] });
      expect((await read("lighthouse", "/me?fields=user_id")).error).toMatchObject({
        code: 100,
        message: "Unsupported request - method type: get",
      });
      expect((await read("lighthouse", "/me?fields=username")).id).toMatch(/^17841/);
    });

    test("can hold a page of posts", async () => {
      const me = await read("bakery", "/me?fields=username,media.limit(2){id,caption}");
      expect(me.media.data).toHaveLength(2);
      expect(me.media.paging.next).toContain("/17841401313574613/media?");
    });
  });

  describe("errors", () => {
    test("an unknown field is named", async () => {
      const response = await running.get(`/me?fields=id,colour&access_token=${tokens.bakery}`);
      const { error } = JSON.parse(await response.text());
      expect(response.status).toBe(400);
      expect(error).toMatchObject({
        message: "Tried accessing nonexisting field (colour)",
        type: "IGApiException",
        code: 100,
      });
      expect(error.fbtrace_id).toMatch(/^A[\w-]{20,}$/);
      expect(response.headers.get("www-authenticate")).toContain("nonexisting field (colour)");
    });

    test("a token that is no token, and none", async () => {
      expect((await running.json("/me?access_token=IGAAnonsense")).error).toMatchObject({
        message: "Invalid OAuth access token - Cannot parse access token",
        type: "OAuthException",
        code: 190,
      });
      expect((await running.json("/me")).error.code).toBe(104);
    });

    test("a token with one letter changed is no token", async () => {
      const token = tokens.bakery ?? "";
      for (const at of [10, 60, token.length - 1]) {
        const forged = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
        expect((await running.json(`/me?access_token=${forged}`)).error.code).toBe(190);
      }
    });

    test("what is not there, and what is somebody else's, is 100 with subcode 33", async () => {
      const [post] = await media("bakery", "limit=1");
      expect((await read("florist", `/${post?.id}`)).error).toMatchObject({ code: 100, error_subcode: 33 });
      expect((await read("florist", "/17841401313574613/media")).error.error_subcode).toBe(33);
      expect((await read("florist", "/17950000000000000")).error.error_subcode).toBe(33);
    });

    test("a path that leads nowhere, an alias, fields that do not parse", async () => {
      expect((await read("bakery", "/v26.0/me/friends")).error.code).toBe(2500);
      expect((await read("bakery", "/v26.0/someone")).error.code).toBe(803);
      expect((await read("bakery", "/v26.0/me?fields=id,,name")).error.code).toBe(2500);
    });
  });

  describe("media", () => {
    test("without fields has ids only, 25 of them, newest first, a few hours old", async () => {
      const page = await read("bakery", "/me/media");
      expect(page.data).toHaveLength(25);
      expect(Object.keys(page.data[0])).toEqual(["id"]);
      expect(page.data[0].id).toMatch(/^1795\d{13}$/);
      const times = (await media("bakery", "limit=100&fields=timestamp")).map(({ timestamp }) =>
        Date.parse(String(timestamp).replace("+0000", "Z")),
      );
      expect(times).toEqual([...times].sort((a, b) => b - a));
      const ageH = (Date.now() - (times[0] ?? 0)) / 3_600_000;
      expect(ageH).toBeGreaterThan(0);
      expect(ageH).toBeLessThan(6);
    });

    test("is the same when read again, but for the signatures", async () => {
      const unsigned = (items: Item[]) => JSON.stringify(items).replace(/_nc_ohc=[\w-]+|oh=[\w-]+|oe=\w+/g, "");
      const twice = [await media("bakery", `fields=${POST_FIELDS}`), await media("bakery", `fields=${POST_FIELDS}`)];
      expect(unsigned(twice[0] ?? [])).toBe(unsigned(twice[1] ?? []));
      expect(twice[0]?.[0]?.media_url).not.toBe(twice[1]?.[0]?.media_url);
    });

    test("pages lead through every post once, by addresses with token, version and professional id", async () => {
      const seen: string[] = [];
      let path: string | undefined = `${running.base}/v25.0/me/media?fields=id&limit=7&access_token=${tokens.bakery}`;
      let last = await running.json(`/me/media?limit=1&access_token=${tokens.bakery}`);
      for (let page = 0; page < 10 && path; page++) {
        last = JSON.parse(await (await fetch(path)).text());
        seen.push(...last.data.map(({ id }: Item) => id));
        path = last.paging.next;
        if (path) {
          expect(path).toContain(`${running.base}/v25.0/17841401313574613/media?`);
          expect(new URL(path).searchParams.get("access_token")).toBe(tokens.bakery);
        }
      }
      expect(new Set(seen).size).toBe(40);
      expect(seen).toHaveLength(40);
      expect(last.paging.cursors.after).toEqual(expect.any(String));
      const past = await read("bakery", `/me/media?after=${last.paging.cursors.after}`);
      expect(past).toEqual({ data: [] });
      const back = await read("bakery", `/me/media?fields=id&limit=7&before=${last.paging.cursors.before}`);
      expect(back.data.map(({ id }: Item) => id)).toEqual(seen.slice(28, 35));
    });

    test("of an account without posts is an empty list and no more", async () => {
      expect(await read("newcomer", "/me/media")).toEqual({ data: [] });
    });

    test("limit is at most 100 and at least 1", async () => {
      expect(await media("archive", "limit=5000")).toHaveLength(100);
      expect((await read("archive", "/me/media?limit=0")).error.code).toBe(100);
    });

    test("since and until cut out a span", async () => {
      const all = await media("bakery", "fields=timestamp&limit=100");
      const at = (place: number) => Date.parse(String(all[place]?.timestamp).replace("+0000", "Z")) / 1000;
      const some = await media("bakery", `fields=timestamp&since=${at(9)}&until=${at(3)}`);
      expect(some.map(({ id }) => id)).toEqual(all.slice(3, 10).map(({ id }) => id));
    });

    test("holds the fields that each kind has, and no others", async () => {
      const all = await media("bakery", `fields=${POST_FIELDS},children{id,media_type,media_url,caption}&limit=100`);
      const kinds = new Set(all.map(({ media_type }) => media_type));
      expect(kinds).toEqual(new Set(["IMAGE", "VIDEO", "CAROUSEL_ALBUM"]));
      for (const item of all) {
        expect(item.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/);
        expect("thumbnail_url" in item).toBe(item.media_type === "VIDEO");
        expect("children" in item).toBe(item.media_type === "CAROUSEL_ALBUM");
        expect(String(item.permalink).includes("/reel/")).toBe(item.media_product_type === "REELS");
        expect(item.owner).toEqual({ id: "17841401313574613" });
        expect(item.like_count).toEqual(expect.any(Number));
      }
      expect(all.some((item) => !("caption" in item))).toBe(true);
      const captions = all.map(({ caption }) => caption).join(" ");
      for (const word of ["#Brötchen", "#été", "@ferme.des.collines"]) expect(captions).toContain(word);
      const album = all.find(({ children }) => children) as { children: { data: Item[] } } & Item;
      expect(album.media_url).toContain(album.children.data[0]?.id);
      for (const part of album.children.data) expect(Object.keys(part)).toEqual(["id", "media_type", "media_url"]);
    });

    test("children.fields(…) is children{…}, and children alone is ids", async () => {
      const [album] = (await media("bakery", "fields=media_type&limit=100")).filter(
        ({ media_type }) => media_type === "CAROUSEL_ALBUM",
      );
      const dotted = await read("bakery", `/${album?.id}?fields=children.fields(id,media_type)`);
      expect(await read("bakery", `/${album?.id}?fields=children{id,media_type}`)).toEqual(dotted);
      const plain = await read("bakery", `/${album?.id}?fields=children`);
      expect(Object.keys(plain.children.data[0])).toEqual(["id"]);
      expect(await read("bakery", `/${album?.id}/children?fields=media_type`)).toEqual(
        dotted.children.data.length > 0
          ? {
              data: dotted.children.data.map(({ id, media_type }: Item) => ({ media_type, id })),
            }
          : { data: [] },
      );
      const part = await read("bakery", `/${plain.children.data[0].id}?fields=media_type`);
      expect(part.id).toMatch(/^1801\d{13}$/);
    });

    test("the florist hides its like counts", async () => {
      for (const item of await media("florist", "fields=like_count,comments_count")) {
        expect(item).not.toHaveProperty("like_count");
        expect(item).toHaveProperty("comments_count");
      }
    });

    test("the garage has a reel without its video, an album with a film, one without address, a future type", async () => {
      const all = await media("garage", "fields=media_type,media_url,thumbnail_url,children{media_type}&limit=30");
      const without = all.filter((item) => !("media_url" in item));
      expect(without.map(({ media_type }) => media_type).sort()).toEqual(["CAROUSEL_ALBUM", "VIDEO"]);
      expect(without.find(({ media_type }) => media_type === "VIDEO")).toHaveProperty("thumbnail_url");
      expect(JSON.stringify(all)).toContain('"children":{"data":[{"media_type":"IMAGE"');
      expect(JSON.stringify(all.map(({ children }) => children))).toContain('"VIDEO"');
      expect(all.map(({ media_type }) => media_type)).toContain("SPATIAL_SCENE");
    });

    test("ten thousand posts can be read to the end", async () => {
      const seen = new Set<string>();
      let path: string | undefined = `${running.base}/me/media?limit=100&access_token=${tokens.archive}`;
      for (let page = 0; page < 101 && path; page++) {
        const answer: Page = JSON.parse(await (await fetch(path)).text());
        for (const { id } of answer.data) seen.add(id);
        path = answer.paging?.next;
      }
      expect(seen.size).toBe(10_000);
    });
  });
});
