import { newId } from "../lib/id.js";
import { type ContentSources, EVERYTHING, GatheredChanges } from "./content-changes.js";
import type { Db } from "./db.js";
import { type PubSub, publish } from "./pubsub.js";

/** Tells whose content changed: this process at once, the others within a second. */
export interface ContentSignals {
  announce(changed: ContentSources): void;
  subscribe(listener: (changed: ContentSources) => void): void;
  /** Whether the changes of other processes arrive. */
  isHearing(): boolean;
  /** Sends what waits. */
  close(): Promise<void>;
}

const CHANNEL = "darkroom_content";
/** Many syncs a second become a few messages: Postgres commits those that notify one after another. */
const GATHERED_MS = 200;
const RETRY_MS = 1_000;
/** Postgres refuses messages of 8,000 bytes. */
const IDS_LENGTH_MAX = 7_000;

export function openContentSignals(pubsub: PubSub, db: Db): ContentSignals {
  const sender = newId("content");
  const listeners: ((changed: ContentSources) => void)[] = [];
  const waiting = new GatheredChanges();
  let timer: NodeJS.Timeout | undefined;

  const tellAll = (changed: ContentSources) => {
    for (const listener of listeners) listener(changed);
  };
  const send = async () => {
    for (const changed of waiting.take()) {
      try {
        await publish(db, CHANNEL, `${sender} ${messageOf(changed)}`);
      } catch {
        waiting.add(changed);
        wait(RETRY_MS);
      }
    }
  };
  const wait = (ms: number) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void send();
    }, ms).unref();
  };

  pubsub.subscribe(CHANNEL, {
    onMessage(message) {
      const [from, ids = ""] = message.split(" ");
      if (from !== sender) tellAll(ids === EVERYTHING ? EVERYTHING : ids.split(","));
    },
    onGap: () => tellAll(EVERYTHING),
  });
  return {
    announce(changed) {
      tellAll(changed);
      waiting.add(changed);
      wait(GATHERED_MS);
    },
    subscribe: (listener) => void listeners.push(listener),
    isHearing: () => pubsub.isListening(),
    async close() {
      clearTimeout(timer);
      timer = setTimeout(() => undefined, 0);
      await send();
    },
  };
}

function messageOf(changed: ContentSources): string {
  const ids = changed === EVERYTHING ? EVERYTHING : changed.join(",");
  return ids.length > IDS_LENGTH_MAX ? EVERYTHING : ids;
}
