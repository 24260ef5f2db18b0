import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { useLogoutIfAccessDenied } from "react-admin";
import { invalidate } from "../data-provider/use-action.js";
import { VERBS } from "../data-provider/verbs.js";
import { type FeedDecision, type FeedPictureFragment, JudgedPostsDocument } from "../gql/graphql.js";
import { request } from "../lib/request.js";

const PAGE = 50;

export interface ReviewQueue {
  /** The post to decide; null when none waits; undefined while it is read. */
  post: FeedPictureFragment | null | undefined;
  decidedCount: number;
  error: unknown;
  /** Decides the post at once and goes on; the server is told behind it, in this order. */
  decide(decision: "SHOW" | "HIDE"): void;
  /** Takes the last decision back, and returns to its post. */
  undo(): void;
  retry(): void;
}

/** The posts of a feed that wait for a decision, one after the other. */
export function useReviewQueue(feedId: string): ReviewQueue {
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  const [at, setAt] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const fail = useCallback(
    async (error: unknown) => {
      if (!(await logoutIfAccessDenied(error))) setError(error);
    },
    [logoutIfAccessDenied],
  );
  const teller = useTeller(feedId);
  const { posts, isWhole, lookAgain } = useWaitingPosts(feedId, {
    isWanted: (count) => at >= count && error === null,
    before: teller.told,
    onError: fail,
  });
  /** A post of which the server does not hear comes up again. */
  function tell(place: number, decision: FeedDecision) {
    const id = posts[place]?.id;
    if (id === undefined) return;
    teller.tell(id, decision).catch((error: unknown) => {
      setAt(place);
      return fail(error);
    });
  }
  return {
    post: at < posts.length ? posts[at] : isWhole ? null : undefined,
    decidedCount: at,
    error,
    decide(decision) {
      if (at >= posts.length) return;
      setAt(at + 1);
      tell(at, decision);
    },
    undo() {
      if (at === 0) return;
      setAt(at - 1);
      lookAgain();
      tell(at - 1, "UNDECIDED");
    },
    retry: () => setError(null),
  };
}

/** Tells the server each decision, one after the other. What the page shows is read again once, at the end. */
function useTeller(feedId: string) {
  const queries = useQueryClient();
  const told = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => () => void told.current.then(() => invalidate(queries, VERBS.decidePosts.invalidates)), [queries]);
  return {
    told,
    tell(mediaId: string, decision: FeedDecision): Promise<unknown> {
      const run = () => VERBS.decidePosts.run({ feedId, mediaIds: [mediaId], decision });
      const telling = told.current.then(run);
      // The next decision is told all the same.
      told.current = telling.catch(() => {});
      return telling;
    },
  };
}

interface WaitingOptions {
  /** Whether more posts are wanted than so many. */
  isWanted(count: number): boolean;
  /** What the server must hear first: it lists what it believes to wait. */
  before: RefObject<Promise<unknown>>;
  onError(error: unknown): void;
}

/** The posts that wait, page after page as they are wanted; those that are decided meanwhile stay. */
function useWaitingPosts(feedId: string, { isWanted, before, onError }: WaitingOptions) {
  const [posts, setPosts] = useState<readonly FeedPictureFragment[]>([]);
  const [isWhole, setIsWhole] = useState(false);
  const isReading = !isWhole && isWanted(posts.length);
  useEffect(() => {
    if (!isReading) return;
    let isCurrent = true;
    async function readOn() {
      await before.current;
      const { feed } = await request(JudgedPostsDocument, { id: feedId, verdict: "WAITING", first: PAGE });
      if (!isCurrent) return;
      const more = feed?.judgedPosts ?? [];
      setIsWhole(more.length === 0);
      setPosts((listed) => [...listed, ...more]);
    }
    readOn().catch(onError);
    return () => {
      isCurrent = false;
    };
  }, [isReading, feedId, before, onError]);
  return { posts, isWhole, lookAgain: () => setIsWhole(false) };
}
