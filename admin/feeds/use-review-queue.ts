import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
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
  const queries = useQueryClient();
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  const [posts, setPosts] = useState<readonly FeedPictureFragment[]>([]);
  const [at, setAt] = useState(0);
  const [isWhole, setIsWhole] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const told = useRef<Promise<unknown>>(Promise.resolve());

  const fail = useCallback(
    async (error: unknown) => {
      if (!(await logoutIfAccessDenied(error))) setError(error);
    },
    [logoutIfAccessDenied],
  );
  const isAtEnd = at >= posts.length;
  const isReading = isAtEnd && !isWhole && error === null;
  useEffect(() => {
    if (!isReading) return;
    let isWanted = true;
    async function readOn() {
      await told.current;
      const { feed } = await request(JudgedPostsDocument, { id: feedId, verdict: "WAITING", first: PAGE });
      if (!isWanted) return;
      const more = feed?.judgedPosts ?? [];
      setIsWhole(more.length === 0);
      setPosts((before) => [...before, ...more]);
    }
    readOn().catch(fail);
    return () => {
      isWanted = false;
    };
  }, [isReading, feedId, fail]);
  // What the page shows is read again once, at the end.
  useEffect(() => () => void told.current.then(() => invalidate(queries, VERBS.decidePosts.invalidates)), [queries]);

  /** A post of which the server does not hear comes up again. */
  function tell(mediaId: string, decision: FeedDecision) {
    const stepBack = (error: unknown) => {
      setAt(
        Math.max(
          posts.findIndex(({ id }) => id === mediaId),
          0,
        ),
      );
      return fail(error);
    };
    told.current = told.current
      .then(() => VERBS.decidePosts.run({ feedId, mediaIds: [mediaId], decision }))
      .catch(stepBack);
  }
  return {
    post: isAtEnd ? (isWhole ? null : undefined) : posts[at],
    decidedCount: at,
    error,
    decide(decision) {
      const post = posts[at];
      if (!post) return;
      setAt(at + 1);
      tell(post.id, decision);
    },
    undo() {
      const before = posts[at - 1];
      if (!before) return;
      setAt(at - 1);
      setIsWhole(false);
      tell(before.id, "UNDECIDED");
    },
    retry: () => setError(null),
  };
}
