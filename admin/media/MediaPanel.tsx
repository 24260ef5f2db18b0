import { Box, Button, Typography } from "@mui/material";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { useNotify } from "react-admin";
import type { MediaTileFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Panel } from "../ui/Panel.js";
import { StaleOverlay } from "../ui/StaleOverlay.js";
import { UndoNotice } from "../ui/UndoNotice.js";
import { useIsWide } from "../ui/use-is-wide.js";
import { MediaFilters } from "./MediaFilters.js";
import { MediaGrid, MediaSkeletons } from "./MediaGrid.js";
import { EVERYTHING, useMediaFilters } from "./media-filters.js";
import { type MediaOwner, useMedia, useSetHidden } from "./use-media.js";

const Lightbox = lazy(async () => ({ default: (await import("./Lightbox.js")).Lightbox }));

/** An account's posts as pictures: narrowed, hidden and shown, and looked at one by one. */
export function MediaPanel({ account }: { account: MediaOwner & { postCount: number } }) {
  const translate = useTranslate();
  const [choice, setChoice] = useMediaFilters();
  const [openId, setOpenId] = useState<string | null>(null);
  const media = useMedia(account, choice);
  const toggle = useToggleHidden(account.id);
  const { posts, totalCount, error, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData: isOld } = media;
  const openAt = posts?.findIndex((post) => post.id === openId) ?? -1;
  const { shown, isFolded, place, unfold } = useFold(posts);
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  return (
    <Panel title={translate("darkroom.media.title")}>
      <MediaFilters choice={choice} onChoose={setChoice} />
      <Typography variant="body2" color="text.secondary" role="status">
        {totalCount === undefined || isOld ? "…" : translate("darkroom.media.count", { smart_count: totalCount })}
      </Typography>
      {error && (!posts || media.isFetchNextPageError) && (
        <ErrorState error={error} onRetry={() => void media.refetch()} />
      )}
      {(posts ? posts.length === 0 && isOld : !error) && <MediaSkeletons />}
      {posts?.length === 0 && !isOld && <NoPosts isAny={account.postCount > 0} onClear={() => setChoice(EVERYTHING)} />}
      {shown && shown.length > 0 && (
        <Box ref={place}>
          <StaleOverlay isOld={isOld}>
            <MediaGrid posts={shown} onOpen={setOpenId} onToggleHidden={toggle} />
          </StaleOverlay>
        </Box>
      )}
      {isFolded && (
        <Button variant="outlined" onClick={unfold} sx={{ justifySelf: "center" }}>
          {translate("darkroom.media.unfold", { smart_count: totalCount ?? 0 })}
        </Button>
      )}
      {hasNextPage && !isFolded && <InfiniteScrollTrigger isBusy={isFetchingNextPage} onMore={more} />}
      {posts && openAt >= 0 && (
        <Suspense>
          <Lightbox
            posts={posts}
            at={openAt}
            totalCount={totalCount ?? posts.length}
            onMove={(to) => setOpenId(posts[to]?.id ?? null)}
            onNearEnd={more}
            onToggleHidden={toggle}
            onClose={() => setOpenId(null)}
          />
        </Suspense>
      )}
    </Panel>
  );
}

/** How many posts are shown at first: what stands below them is not pushed out of reach. */
const FOLDED = { phone: 6, wide: 12 };

/** The first posts, until all are wanted; the keyboard then goes on at the first that was added. */
function useFold(posts: readonly MediaTileFragment[] | undefined) {
  const isWide = useIsWide();
  const [isUnfolded, setIsUnfolded] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const foldedCount = isWide ? FOLDED.wide : FOLDED.phone;
  useEffect(() => {
    if (isUnfolded)
      place.current?.querySelectorAll("li")[foldedCount]?.querySelector<HTMLElement>("a, button")?.focus();
  }, [isUnfolded, foldedCount]);
  const isFolded = !isUnfolded && posts !== undefined && posts.length > foldedCount;
  const shown = isFolded ? posts.slice(0, foldedCount) : posts;
  return { shown, isFolded, place, unfold: () => setIsUnfolded(true) };
}

function NoPosts({ isAny, onClear }: { isAny: boolean; onClear(): void }) {
  const translate = useTranslate();
  const showAll = <Button onClick={onClear}>{translate("darkroom.media.show_all")}</Button>;
  if (isAny) return <EmptyState title={translate("darkroom.media.no_match")} action={showAll} />;
  return <EmptyState title={translate("darkroom.media.none")} text={translate("darkroom.media.none_help")} />;
}

/** Hides or shows at once, and offers the way back. */
function useToggleHidden(accountId: string): (post: MediaTileFragment) => void {
  const translate = useTranslate();
  const setHidden = useSetHidden(accountId);
  const notify = useNotify();
  // The same function all along, so that tiles stand still while others are read.
  return useCallback(
    async ({ id, hidden }) => {
      const isDone = await setHidden(id, !hidden);
      const text = translate(hidden ? "darkroom.media.is_shown" : "darkroom.media.is_hidden");
      if (isDone) notify(<UndoNotice text={text} onUndo={() => void setHidden(id, hidden)} />, { type: "success" });
    },
    [setHidden, notify, translate],
  );
}

const AHEAD_PX = 800;

/** The next page is asked for when one scrolls near its place; a button, for whoever does not scroll. */
function InfiniteScrollTrigger({ isBusy, onMore }: { isBusy: boolean; onMore(): void }) {
  const translate = useTranslate();
  const place = useRef<HTMLButtonElement>(null);
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  });
  useEffect(() => {
    if (isBusy || !place.current) return;
    const seen = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && more.current(),
      {
        rootMargin: `${AHEAD_PX}px`,
      },
    );
    seen.observe(place.current);
    return () => seen.disconnect();
  }, [isBusy]);
  return (
    <Button ref={place} onClick={onMore} loading={isBusy} sx={{ justifySelf: "center" }}>
      {translate("darkroom.media.show_more")}
    </Button>
  );
}
