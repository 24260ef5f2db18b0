import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useLogoutIfAccessDenied, useNotify } from "react-admin";
import { invalidate } from "../data-provider/use-action.js";
import { VERBS } from "../data-provider/verbs.js";
import { BeforeHideDocument, type FeedDecision, type PinFragment } from "../gql/graphql.js";
import { errorText } from "../i18n/error-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { request } from "../lib/request.js";
import { UndoNotice } from "../ui/UndoNotice.js";
import type { FeedDetail } from "./use-draft.js";

/** What an operator can do with the posts of a feed; each is done at once, apart from changes that are not saved. */
export interface Curation {
  feedId: string;
  /** The posts with which something is being done. */
  busyIds: ReadonlySet<string>;
  /** Leaves the post out, with a way back to how it was. */
  hide(mediaId: string): void;
  decide(mediaId: string, decision: FeedDecision): void;
  /** When its pin ends by itself; null if it does not. */
  pinEnd(mediaId: string): string | null;
  /** Where no end is given, the pin keeps the one that it has. */
  pin(mediaId: string, place: number, until?: string | null): void;
  unpin(mediaId: string): void;
}

type Done = Promise<unknown>;

export function useCuration(feed: FeedDetail): Curation {
  const { id: feedId, pins } = feed;
  const { nodes } = feed.posts;
  const translate = useTranslate();
  const notify = useNotify();
  const { busyIds, act } = useActs();
  const acts = useMemo(() => {
    const set = (mediaId: string, decision: FeedDecision) =>
      VERBS.decidePosts.run({ feedId, mediaIds: [mediaId], decision });
    const ends = pinEnds({ nodes, pins });
    const pinEnd = (mediaId: string) => ends.get(mediaId) ?? null;
    const hold = (mediaId: string, place: number, until: string | null) =>
      VERBS.pinPost.run({ feedId, mediaId, place, until });
    async function hide(mediaId: string) {
      let before: Before = { decision: "UNDECIDED", pin: undefined };
      const isDone = await act(mediaId, async () => {
        before = await readBefore(feedId, mediaId);
        await set(mediaId, "HIDE");
      });
      const undo = () =>
        act(mediaId, async () => {
          const { decision, pin } = before;
          await set(mediaId, decision);
          if (pin) await hold(mediaId, pin.place, pin.until);
        });
      const text = translate("darkroom.feeds.act.hidden");
      if (isDone) notify(<UndoNotice text={text} onUndo={() => void undo()} />, { type: "success" });
    }
    return {
      hide: (mediaId: string) => void hide(mediaId),
      decide: (mediaId: string, decision: FeedDecision) => void act(mediaId, () => set(mediaId, decision)),
      pinEnd,
      pin: (mediaId: string, place: number, until = pinEnd(mediaId)) =>
        void act(mediaId, () => hold(mediaId, place, until)),
      unpin: (mediaId: string) => void act(mediaId, () => VERBS.unpinPost.run({ feedId, mediaId })),
    };
  }, [feedId, nodes, pins, translate, notify, act]);
  return { feedId, busyIds, ...acts };
}

interface Before {
  decision: FeedDecision;
  pin: PinFragment | undefined;
}

/** What an undo brings back. It is read again: the page may not have read the last change yet. */
async function readBefore(feedId: string, mediaId: string): Promise<Before> {
  const { explainPost, feed } = await request(BeforeHideDocument, { feedId, mediaId });
  const address = { id: mediaId, permalink: explainPost?.media?.permalink ?? null };
  return { decision: explainPost?.decision ?? "UNDECIDED", pin: pinOf(feed?.pins ?? [], address) };
}

function pinEnds({ nodes, pins }: Pick<FeedDetail, "pins"> & Pick<FeedDetail["posts"], "nodes">) {
  const pinned = nodes.filter((post) => post.pinned);
  return new Map(pinned.map(({ media }) => [media.id, pinOf(pins, media)?.until ?? null]));
}

/** The pin of a collaboration may name another account's copy than the one that is shown; both have one address. */
function pinOf(pins: readonly PinFragment[], { id, permalink }: PinFragment["media"]): PinFragment | undefined {
  return pins.find(({ media }) => media.id === id || (permalink !== null && media.permalink === permalink));
}

/** Does something with a post, and returns whether it is done. What is shown is read again in any case. */
function useActs() {
  const translate = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  const [busyIds, setBusyIds] = useState<ReadonlySet<string>>(new Set());
  const act = useCallback(
    async (mediaId: string, run: () => Done) => {
      setBusyIds((ids) => new Set([...ids, mediaId]));
      try {
        await run();
        return true;
      } catch (error) {
        if (await logoutIfAccessDenied(error)) return false;
        notify(errorText(error, translate), { type: "error", autoHideDuration: 10_000, multiLine: true });
        return false;
      } finally {
        await invalidate(queries, VERBS.decidePosts.invalidates);
        setBusyIds((ids) => new Set([...ids].filter((id) => id !== mediaId)));
      }
    },
    [translate, notify, queries, logoutIfAccessDenied],
  );
  return { busyIds, act };
}
