import { setTimeout as sleep } from "node:timers/promises";
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
/** For a database that does not answer. */
const CLOSE_MS = 1_000;
/** Postgres refuses messages of 8,000 bytes. */
const IDS_LENGTH_MAX = 7_000;

export function openContentSignals(pubsub: PubSub, db: Db): ContentSignals {
  const sender = newId("content");
  const listeners: ((changed: ContentSources) => void)[] = [];
  const waiting = new GatheredChanges();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

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
    if (isClosed) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      void send();
    }, ms).unref();
  };

  const hear = () => {
    pubsub.subscribe(CHANNEL, {
      onMessage(message) {
        const [from, ids = ""] = message.split(" ");
        if (from !== sender) tellAll(ids === EVERYTHING ? EVERYTHING : ids.split(","));
      },
      onGap: () => tellAll(EVERYTHING),
    });
  };
  return {
    announce(changed) {
      tellAll(changed);
      waiting.add(changed);
      wait(GATHERED_MS);
    },
    subscribe(listener) {
      // A process that keeps nothing needs no connection for it.
      if (listeners.push(listener) === 1) hear();
    },
    isHearing: () => pubsub.isListening(),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await Promise.race([send(), sleep(CLOSE_MS, undefined, { ref: false })]);
    },
  };
}

function messageOf(changed: ContentSources): string {
  const ids = changed === EVERYTHING ? EVERYTHING : changed.join(",");
  return ids.length > IDS_LENGTH_MAX ? EVERYTHING : ids;
}
