type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Removes undefined values, which would overwrite defaults in a spread. */
export function omitUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
}
