type Listener = () => void;

const listeners = new Set<Listener>();

/** Says that a request came back without an answer of the server's. */
export function reportLostRequest(): void {
  for (const listener of listeners) listener();
}

/** Hears of each lost request, until the function that it answers is called. */
export function onLostRequest(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
