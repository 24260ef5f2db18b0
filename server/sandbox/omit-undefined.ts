type Said<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only what was said: spread over a default, an undefined would wipe it out. */
export function omitUndefined<T extends object>(value: T): Said<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Said<T>;
}
