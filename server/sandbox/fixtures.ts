import { hash32 } from "./seed.js";

/** These values never change; `read-profile.ts` applies a test's changes. */
export interface TestAccount {
  readonly key: string;
  readonly number: number;
  /** `me.id`: differs between apps, above 2^53. */
  readonly appScopedId: string;
  readonly userId: string;
  readonly name: string;
  readonly accountType: "BUSINESS" | "MEDIA_CREATOR" | "PERSONAL";
  readonly biography: string | null;
  readonly website: string | null;
  readonly hasPicture: boolean;
  readonly followersCount: number;
  readonly followsCount: number;
  readonly postCount: number;
  readonly hoursBetweenPosts: number;
  readonly special: string;
  /** Its owner pinned the oldest post to the top of the profile: Instagram lists it first. */
  readonly pinsOldest: boolean;
  /** How `/me` differs from the usual flat response with both ids. */
  readonly me: "flat" | "wrapped" | "refuses-user-id";
}

const USUAL = {
  accountType: "BUSINESS",
  hasPicture: true,
  me: "flat",
  hoursBetweenPosts: 50,
  pinsOldest: false,
} as const;

export const TEST_ACCOUNTS: readonly TestAccount[] = [
  {
    ...USUAL,
    key: "bakery",
    number: 11,
    appScopedId: "36220564007528767",
    userId: "17841401313574613",
    name: "Bäckerei Morgenrot",
    biography: "Sauerteig, Butter & Geduld 🥐\nBoulangerie artisanale, depuis 1987.\nDi–So ab 6:30",
    website: "https://bakery.example/",
    followersCount: 12_480,
    followsCount: 312,
    postCount: 40,
    special: "Healthy and typical: pictures, albums and reels, captions in German and French.",
  },
  {
    ...USUAL,
    key: "florist",
    number: 12,
    appScopedId: "24981730056412209",
    userId: "17841402946180357",
    name: "Fern & Foxglove",
    biography: "Seasonal flowers, tied by hand.\nWeddings · Workshops · Weekly bunches",
    website: "https://florist.example/shop",
    followersCount: 8_731,
    followsCount: 540,
    postCount: 60,
    special: "Hides its like counts.",
  },
  {
    ...USUAL,
    key: "garage",
    number: 13,
    appScopedId: "27300518849116643",
    userId: "17841405570921889",
    name: "Garage Nord",
    biography: "We keep old engines young. TÜV, tyres, restoration.",
    website: "https://garage.example/",
    followersCount: 3_204,
    followsCount: 88,
    postCount: 30,
    special: "Odd posts: a reel without its video, albums with a film or no address, a media type of the future.",
  },
  {
    ...USUAL,
    key: "archive",
    number: 14,
    appScopedId: "31744902268350173",
    userId: "17841400774391031",
    name: "City Picture Archive",
    biography: "One plate from the collection, three times a day.",
    website: "https://archive.example/",
    followersCount: 1_048_576,
    followsCount: 7,
    postCount: 10_000,
    hoursBetweenPosts: 8,
    special: "Ten thousand posts, as far back as Instagram's list goes.",
  },
  {
    ...USUAL,
    key: "newcomer",
    number: 15,
    appScopedId: "29615873304418057",
    userId: "17841461920338715",
    name: "Newcomer",
    accountType: "MEDIA_CREATOR",
    biography: "First post soon!",
    website: null,
    followersCount: 3,
    followsCount: 21,
    postCount: 0,
    special: "Has not posted anything yet.",
  },
  {
    ...USUAL,
    key: "traveller",
    number: 16,
    appScopedId: "33170446820915531",
    userId: "17841408112674093",
    name: "Zoë 🌍✈️ Ñandú",
    accountType: "MEDIA_CREATOR",
    biography: null,
    website: null,
    hasPicture: false,
    followersCount: 954,
    followsCount: 1_203,
    postCount: 25,
    special: "Emoji in its name; no biography, no website, no profile picture.",
  },
  {
    ...USUAL,
    key: "hobby",
    number: 17,
    appScopedId: "30488215997103341",
    userId: "17841447309126587",
    name: "Sam's Sundays",
    accountType: "PERSONAL",
    biography: "just for friends",
    website: null,
    followersCount: 61,
    followsCount: 140,
    postCount: 12,
    special: "A personal account: it can log in, but the platform does not let apps read it.",
  },
  {
    ...USUAL,
    key: "museum",
    number: 18,
    appScopedId: "28853009164720619",
    userId: "17841410458267731",
    name: "Museum of Form",
    biography: "Bauhaus and after. Closed on Mondays.",
    website: "https://museum.example/",
    followersCount: 45_900,
    followsCount: 64,
    postCount: 24,
    me: "wrapped",
    special: "Its /me comes wrapped in data:[…], as the documentation prints it.",
  },
  {
    ...USUAL,
    key: "lighthouse",
    number: 19,
    appScopedId: "17841403725591807",
    userId: "17841403725591807",
    name: "Lighthouse Café",
    biography: "Coffee at the end of the pier.",
    website: "https://lighthouse.example/",
    followersCount: 2_210,
    followsCount: 190,
    postCount: 18,
    me: "refuses-user-id",
    special: "Its /me refuses the field user_id with code 100 and gives 17841… as its id.",
  },
  {
    ...USUAL,
    key: "pottery",
    number: 20,
    appScopedId: "32597714480263915",
    userId: "17841407738514026",
    name: "Töpferei Lehm & Licht",
    biography: "Becher, Schalen, Teller. Jedes Stück von Hand gedreht.",
    website: "https://pottery.example/",
    followersCount: 5_640,
    followsCount: 233,
    postCount: 24,
    hoursBetweenPosts: 58,
    pinsOldest: true,
    special: "Its oldest post is pinned, one reel is kept off the profile, and one post is shared with @roastery.",
  },
  {
    ...USUAL,
    key: "roastery",
    number: 21,
    appScopedId: "25714409963187042",
    userId: "17841406152970483",
    name: "Rösterei Kranich",
    biography: "Langsam geröstet, schnell getrunken. ☕",
    website: "https://roastery.example/",
    followersCount: 7_925,
    followsCount: 401,
    postCount: 22,
    hoursBetweenPosts: 66,
    special: "Marks its advertisements with #werbung, and shares a post with @pottery.",
  },
];

export const TEST_ACCOUNT_KEYS = TEST_ACCOUNTS.map(({ key }) => key);

export function testAccount(key: string): TestAccount | null {
  return TEST_ACCOUNTS.find((member) => member.key === key) ?? shop(key);
}

export function accountOfId(id: string): TestAccount | null {
  const named = TEST_ACCOUNTS.find(({ userId, appScopedId }) => id === userId || id === appScopedId);
  const member = named ?? accountOfNumber(Number(SHOP_ID.exec(id)?.[1]));
  return member?.userId === id || member?.appScopedId === id ? member : null;
}

export function accountOfNumber(number: number): TestAccount | null {
  return TEST_ACCOUNTS.find((member) => member.number === number) ?? shop(`shop${number - SHOP_NUMBER}`);
}

/** Any number of ordinary accounts for tests: `shop1` to `shop8999`. No page lists them. */
const SHOP_KEY = /^shop([1-9]\d{0,3})$/;
const SHOPS_MAX = 8_999;
const SHOP_NUMBER = 1_000;
const SHOP_ID = /^(?:17841490|35009400)(\d{4})\d{5}$/;
const shops = new Map<string, TestAccount>();

function shop(key: string): TestAccount | null {
  const place = Number(SHOP_KEY.exec(key)?.[1] ?? 0);
  if (place < 1 || place > SHOPS_MAX) return null;
  const number = SHOP_NUMBER + place;
  const check = String(hash32(key) % 100_000).padStart(5, "0");
  const known = shops.get(key) ?? {
    ...USUAL,
    key,
    number,
    appScopedId: `35009400${number}${check}`,
    userId: `17841490${number}${check}`,
    name: `Shop No. ${place}`,
    biography: null,
    website: null,
    followersCount: 100 + place,
    followsCount: place % 50,
    postCount: 3,
    special: "Healthy, and one of many.",
  };
  shops.set(key, known);
  return known;
}
