import { Box } from "@mui/material";
import { useEffect, useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { VISUALLY_HIDDEN } from "../ui/visually-hidden.js";
import { FeedTile } from "./FeedTile.js";
import { type GridPost, keyOf, orderWhile } from "./grid-posts.js";
import type { Curation } from "./use-curation.js";
import { type Move, useMove } from "./use-move.js";

interface FeedGridProps {
  posts: readonly GridPost[];
  curation: Curation;
}

/** Posts as squares, in their order. A post that is moved to another place is pinned there. */
export function FeedGrid({ posts, curation }: FeedGridProps) {
  const translate = useTranslate();
  const [spoken, setSpoken] = useState("");
  const [dropped, setDropped] = useState<Move | null>(null);
  const count = posts.filter(({ place }) => place !== null).length;
  const idOf = (key: string) => posts.find(({ post }) => keyOf(post) === key)?.post.id;
  const mover = useMove({
    count,
    onChange(what, move) {
      const username = posts.find(({ post }) => keyOf(post) === move.key)?.post.account.username ?? "";
      const place = what === "LEFT" ? move.from : move.to;
      setSpoken(translate(`darkroom.feeds.move.${what}`, { username, place, count }));
      const id = idOf(move.key);
      if (what !== "DROPPED" || id === undefined) return;
      setDropped(move);
      curation.pin(id, move.to);
    },
  });
  // Until the server has answered, the post stays where it was dropped.
  const isPinning = dropped !== null && curation.busyIds.has(idOf(dropped.key) ?? "");
  useEffect(() => {
    if (isPinning || !dropped) return;
    if (dropped.by === "KEYS") focusHandle(mover.grid.current, dropped.to);
    setDropped(null);
  }, [isPinning, dropped, mover.grid]);
  const order = orderWhile(posts, mover.move ?? (isPinning ? dropped : null));
  const placeAt = placesOf(posts, order);
  return (
    <>
      <Box role="status" aria-live="assertive" sx={VISUALLY_HIDDEN}>
        {spoken}
      </Box>
      <Box component="ol" ref={mover.grid} aria-label={translate("darkroom.feeds.grid.title")} sx={GRID}>
        {posts.map((tile) => {
          const key = keyOf(tile.post);
          const at = { order: order.get(key) ?? 0, place: placeAt.get(key) ?? null };
          return <FeedTile key={key} {...{ tile, at, mover, curation }} onSpeak={setSpoken} />;
        })}
      </Box>
    </>
  );
}

/** A tile that is moved in the document loses the focus. */
function focusHandle(grid: HTMLElement | null, place: number): void {
  if (document.activeElement !== document.body) return;
  grid?.querySelector<HTMLElement>(`[data-place="${place}"] [data-handle]`)?.focus();
}

/** The place that each post has while one is moved; posts that leave have none. */
function placesOf(posts: readonly GridPost[], order: ReadonlyMap<string, number>): Map<string, number> {
  const placed = posts.filter(({ place }) => place !== null).map(({ post }) => keyOf(post));
  const inOrder = placed.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return new Map(inOrder.map((key, index) => [key, index + 1]));
}

export const GRID = {
  display: "grid",
  gap: 1.5,
  gridTemplateColumns: { xs: "repeat(2, minmax(0, 1fr))", sm: "repeat(auto-fill, minmax(160px, 1fr))" },
  listStyle: "none",
  m: 0,
  p: 0,
};
