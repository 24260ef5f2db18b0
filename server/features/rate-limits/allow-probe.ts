import { appSubject, blockSubjects, type TrafficWorld } from "./read-circuit.js";
import { hastenCalls } from "./store.js";

/**
 * Ends the wait of calls that are withheld, because somebody asks for something and waits: the next call then decides, as at
 * the end of the wait. Only where the server guessed how long to wait; what Instagram said itself is kept to. `null`: a call
 * that is no known account's, such as a handshake's.
 */
export async function tryAgainNow(world: TrafficWorld, accountId: string | null): Promise<void> {
  const app = [appSubject(world), ...blockSubjects(world)];
  await hastenCalls(world.db, accountId === null ? app : [...app, accountId], world.clock.now());
}
