import { useTranslate as useAnyTranslate } from "react-admin";
import type { OwnMessages } from "./en/messages.js";

/** A key of the dashboard's own texts, such as `darkroom.layout.offline`. */
export type MessageKey = LeafOf<OwnMessages>;

type LeafOf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${LeafOf<T[K]>}` }[keyof T & string];

/** Numbers are written as the reader's region does it; `smart_count` chooses between singular and plural. */
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

/** react-admin's `useTranslate`, for keys that exist. */
export function useTranslate(): Translate {
  return useAnyTranslate();
}
