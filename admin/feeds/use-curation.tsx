import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useLogoutIfAccessDenied, useNotify } from "react-admin";
import { invalidate } from "../data-provider/use-action.js";
import { VERBS } from "../data-provider/verbs.js";
import { ExplainPostDocument, type FeedDecision } from "../gql/graphql.js";
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
  pin(mediaId: string, place: number): void;
  unpin(mediaId: string): void;
}

type Done = Promise<unknown>;

export function useCuration({ id: feedId, posts: { nodes } }: FeedDetail): Curation {
  const translate = useTranslate();
  const notify = useNotify();
  const { busyIds, act } = useActs();
  const acts = useMemo(() => {
    const set = (mediaId: string, decision: FeedDecision) =>
      VERBS.decidePosts.run({ feedId, mediaIds: [mediaId], decision });
    const hold = (mediaId: string, place: number) => VERBS.pinPost.run({ feedId, mediaId, place });
    async function hide(mediaId: string) {
      const pinned = nodes.find((post) => post.pinned && post.media.id === mediaId);
      let before: FeedDecision = "UNDECIDED";
      const isDone = await act(mediaId, async () => {
        before = await decisionOn(feedId, mediaId);
        await set(mediaId, "HIDE");
      });
      const undo = () =>
        act(mediaId, async () => {
          await set(mediaId, before);
          if (pinned) await hold(mediaId, pinned.place);
        });
      const text = translate("darkroom.feeds.act.hidden");
      if (isDone) notify(<UndoNotice text={text} onUndo={() => void undo()} />, { type: "success" });
    }
    return {
      hide: (mediaId: string) => void hide(mediaId),
      decide: (mediaId: string, decision: FeedDecision) => void act(mediaId, () => set(mediaId, decision)),
      pin: (mediaId: string, place: number) => void act(mediaId, () => hold(mediaId, place)),
      unpin: (mediaId: string) => void act(mediaId, () => VERBS.unpinPost.run({ feedId, mediaId })),
    };
  }, [feedId, nodes, translate, notify, act]);
  return { feedId, busyIds, ...acts };
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

async function decisionOn(feedId: string, mediaId: string): Promise<FeedDecision> {
  const { explainPost } = await request(ExplainPostDocument, { feedId, mediaId });
  return explainPost?.decision ?? "UNDECIDED";
}
