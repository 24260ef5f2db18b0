import { useSearchParams } from "react-router-dom";
import type { AccountMediaQueryVariables, MediaOrder, MediaProductType, MediaType } from "../gql/graphql.js";

/** What narrows and orders the posts: at most one type, one way of publishing and one hashtag. */
export interface MediaFilterValues {
  type?: MediaType;
  productType?: MediaProductType;
  hashtag?: string;
  /** A part of the caption. */
  caption?: string;
  order: MediaOrder;
}

export const TYPES: readonly MediaType[] = ["IMAGE", "VIDEO", "CAROUSEL_ALBUM"];
export const PRODUCTS: readonly MediaProductType[] = ["FEED", "REELS", "STORY", "AD"];
export const ORDERS: readonly MediaOrder[] = ["NEWEST", "OLDEST", "MOST_LIKED", "MOST_COMMENTED"];

export const EVERYTHING: MediaFilterValues = { order: "NEWEST" };

const NAMES = ["type", "productType", "hashtag", "caption", "order"] as const satisfies (keyof MediaFilterValues)[];

/**
 * The choice as the address holds it, where a reload and the way back find it. Another one takes its place there: back leads
 * to where one came from, not through every filter that was tried.
 */
export function useMediaFilters(): [MediaFilterValues, (choice: MediaFilterValues) => void] {
  const [query, setQuery] = useSearchParams();
  return [readFilters(query), (choice) => setQuery((before) => withFilters(before, choice), { replace: true })];
}

/** Reads the address; what is unknown there is left out, so that an old or mistyped one still opens. */
export function readFilters(query: URLSearchParams): MediaFilterValues {
  const type = query.get("type");
  const productType = query.get("productType");
  const hashtag = query.get("hashtag");
  const caption = query.get("caption");
  const order = query.get("order");
  return {
    ...(isOneOf(TYPES, type) && { type }),
    ...(isOneOf(PRODUCTS, productType) && { productType }),
    ...(hashtag && { hashtag }),
    ...(caption && { caption }),
    order: isOneOf(ORDERS, order) ? order : EVERYTHING.order,
  };
}

/** The same address with another choice; nothing else in it is touched. */
export function withFilters(query: URLSearchParams, choice: MediaFilterValues): URLSearchParams {
  const there = new URLSearchParams(query);
  for (const name of NAMES) {
    const value = choice[name];
    if (value && value !== EVERYTHING[name]) there.set(name, value);
    else there.delete(name);
  }
  return there;
}

/** The choice as the API takes it. */
export function asVariables(choice: MediaFilterValues): Omit<AccountMediaQueryVariables, "accountId" | "after"> {
  const { type, productType, hashtag, caption, order } = choice;
  return {
    ...(type && { type: [type] }),
    ...(productType && { productType: [productType] }),
    ...(hashtag && { hashtag: [hashtag] }),
    ...(caption && { search: caption }),
    orderBy: order,
  };
}

function isOneOf<T extends string>(values: readonly T[], value: string | null): value is T {
  return values.some((each) => each === value);
}
