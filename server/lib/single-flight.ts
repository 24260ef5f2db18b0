/** Who asks for what is being made already gets that one's outcome. */
export type SingleFlight = <T>(key: string, make: () => Promise<T>) => Promise<T>;

export function createSingleFlight(): SingleFlight {
  const underway = new Map<string, Promise<unknown>>();
  return <T>(key: string, make: () => Promise<T>) => {
    const known = underway.get(key);
    // One key names one kind of thing, so the outcome is of the caller's type.
    if (known) return known as Promise<T>;
    const made = make().finally(() => underway.delete(key));
    underway.set(key, made);
    return made;
  };
}
