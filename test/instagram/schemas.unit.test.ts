import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { longLivedTokenSchema, profileSchema, shortLivedTokenSchema } from "../../server/instagram/schemas.js";
import { parseLosslessJson } from "../../server/lib/lossless-json.js";
import { fixture } from "./scripted-instagram.js";

const read = (text: string) => shortLivedTokenSchema.parse(parseLosslessJson(text));
const readLong = (text: string) => longLivedTokenSchema.parse(parseLosslessJson(text));
const readMe = (text: string) => profileSchema.parse(parseLosslessJson(text));

describe("a code exchange", () => {
  test.each([
    [
      "01_code_exchange_flat_int_id_perm_array",
      "IGAA-short",
      "9007199254740993",
      ["instagram_business_basic", "instagram_business_manage_messages"],
    ],
    [
      "02_code_exchange_wrapped_doc_string",
      "EAACEdEose0...",
      "1020...",
      [
        "instagram_business_basic",
        "instagram_business_manage_messages",
        "instagram_business_manage_comments",
        "instagram_business_content_publish",
      ],
    ],
    ["05_code_exchange_basic_display_int_id", "IGQVJ...", "17841405793187218", null],
  ])("fixture %s is read exactly", (name, token, ...[userId, permissions]) => {
    const { accessToken, ...rest } = read(fixture(name));
    expect(accessToken.reveal()).toBe(token);
    expect(rest).toEqual({ userId, permissions });
  });

  const permissionShapes: [string, string[] | null][] = [
    ['"permissions":["instagram_business_basic","b"]', ["instagram_business_basic", "b"]],
    ['"permissions":"instagram_business_basic,b"', ["instagram_business_basic", "b"]],
    ['"permissions":"instagram_business_basic b"', ["instagram_business_basic", "b"]],
    ['"permissions":"instagram_business_basic%2Cb"', ["instagram_business_basic", "b"]],
    ['"permissions":"instagram_business_basic+b"', ["instagram_business_basic", "b"]],
    ['"permissions":"50%, b"', ["50%", "b"]],
    ['"permissions":""', []],
    ['"permissions":[]', []],
    ['"permissions":null', null],
    ['"other":1', null],
  ];
  const idShapes = [
    ["17841401313574613", "17841401313574613"],
    ['"17841401313574613"', "17841401313574613"],
    ["null", null],
  ] as const;
  for (const [permissions, expected] of permissionShapes) {
    for (const [id, userId] of idShapes) {
      test(`user_id ${id}, ${permissions} is read, flat and wrapped`, () => {
        const flat = `{"access_token":"t","user_id":${id},${permissions}}`;
        for (const text of [flat, `{"data":[${flat}]}`, `{"data":${flat}}`]) {
          expect(read(text)).toMatchObject({ userId, permissions: expected });
        }
      });
    }
  }

  test.each([['{"user_id":1}'], ['{"access_token":""}'], ['{"access_token":5}'], ['{"data":[]}'], ["[]"], ["null"]])(
    "%s holds no token",
    (text) => {
      expect(() => read(text)).toThrow();
    },
  );
});

describe("a long-lived token", () => {
  test.each([
    ["09_long_lived_ok", "SCRUBBED_141_CHARS", 5_184_000],
    ["11_refresh_ok", "SCRUBBED_144_CHARS", 5_183_828],
  ])("fixture %s is read exactly", (name, token, expiresInS) => {
    const { accessToken, ...rest } = readLong(fixture(name));
    expect(accessToken.reveal()).toBe(token);
    expect(rest).toEqual({ expiresInS, permissions: null });
  });

  test.each([
    ["5183944", 5_183_944],
    ['"5183944"', 5_183_944],
    ["5183944.7", 5_183_944],
    ["null", 5_184_000],
    ["0", 5_184_000],
    ["-1", 5_184_000],
    ['"soon"', 5_184_000],
    ["99999999999999999999", 5_184_000],
  ])("expires_in %s is %i seconds", (written, expiresInS) => {
    expect(readLong(`{"access_token":"t","expires_in":${written}}`).expiresInS).toBe(expiresInS);
  });

  test("without expires_in it lives sixty days", () => {
    expect(readLong('{"access_token":"t"}').expiresInS).toBe(5_184_000);
  });

  test("a refresh may tell the permissions", () => {
    expect(readLong('{"access_token":"t","permissions":"a,b"}').permissions).toEqual(["a", "b"]);
  });
});

describe("a profile", () => {
  test("fixture 18 is read exactly, known by its user_id where it has no id", () => {
    expect(readMe(fixture("18_me_instagram_login_int_user_id"))).toEqual({
      id: "17841441112302348",
      userId: "17841441112302348",
      username: "example_user",
      name: "Example",
      biography: "Connect with nearby creators and run authentic collaborations",
      website: "https://www.example.com/",
      accountType: "BUSINESS",
      profilePictureUrl: "https://cdn.example/pfp.jpg",
      followersCount: 304,
      followsCount: 5,
      mediaCount: 3,
    });
  });

  test("it may be wrapped, and hold nothing but id and username", () => {
    const expected = {
      id: "36220564007528767",
      userId: null,
      username: "bakery",
      name: null,
      biography: null,
      website: null,
      accountType: null,
      profilePictureUrl: null,
      followersCount: null,
      followsCount: null,
      mediaCount: null,
    };
    expect(readMe('{"data":[{"id":"36220564007528767","username":"bakery"}]}')).toEqual(expected);
    expect(readMe('{"id":36220564007528767,"username":"bakery"}')).toEqual(expected);
  });

  test("an answer without an id is none; whatever else it lacks is null", () => {
    expect(() => readMe('{"username":"bakery"}')).toThrow();
    expect(readMe('{"id":"1"}')).toMatchObject({ id: "1", username: null });
  });

  test("values that no column or field could hold become null", () => {
    const odd = readMe(
      '{"id":"1","username":"a","followers_count":99999999999,"follows_count":-1,"media_count":"12","name":7,"profile_picture_url":"javascript:alert(1)"}',
    );
    expect(odd).toMatchObject({
      followersCount: null,
      followsCount: null,
      mediaCount: 12,
      name: null,
      profilePictureUrl: null,
    });
  });
});

test("ids survive, however long and however they are written", () => {
  const id = fc.bigInt({ min: 0n, max: 10n ** 25n }).map(String);
  fc.assert(
    fc.property(id, id, fc.boolean(), (userId, meId, isQuoted) => {
      const write = (id: string) => (isQuoted ? `"${id}"` : id);
      expect(read(`{"access_token":"t","user_id":${write(userId)}}`).userId).toBe(userId);
      const me = readMe(`{"id":${write(meId)},"user_id":${write(userId)},"username":"a"}`);
      expect([me.id, me.userId]).toEqual([meId, userId]);
    }),
  );
});
