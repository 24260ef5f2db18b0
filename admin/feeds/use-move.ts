import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from "react";

/** A post that is being moved to another place. */
export interface Move {
  key: string;
  from: number;
  to: number;
  by: "POINTER" | "KEYS";
}

interface Tile {
  key: string;
  place: number;
}

interface MoveOptions {
  /** How many places there are. */
  count: number;
  /** A move begins, goes on, is given up or ends. */
  onChange(what: "LIFTED" | "MOVED" | "LEFT" | "DROPPED", move: Move): void;
}

const DRAG_FROM_PX = 6;
const EDGE_PX = 80;
const SCROLL_PX = 24;

/**
 * Moves one post of a grid to another place: dragged by its picture or its handle, or lifted with the handle and moved by
 * the arrow keys. The tiles of the grid carry `data-place`.
 */
export function useMove({ count, onChange }: MoveOptions) {
  const [move, setMove] = useState<Move | null>(null);
  const grid = useRef<HTMLOListElement>(null);

  /** Touch drags by the handle alone: a finger on a picture scrolls. */
  function grab(event: PointerEvent, tile: Tile, { isHandle }: { isHandle: boolean }) {
    if (event.button !== 0 || (event.pointerType !== "mouse" && !isHandle)) return;
    followPointer(event, tile, {
      onMove: setMove,
      onEnd(dragged) {
        setMove(null);
        if (dragged && dragged.to !== dragged.from) onChange("DROPPED", dragged);
      },
    });
  }

  /** A press of the handle lifts the post, and the next one drops it. */
  function toggle(_event: MouseEvent, { key, place }: Tile) {
    if (move?.key !== key) {
      const lifted = { key, from: place, to: place, by: "KEYS" } as const;
      setMove(lifted);
      onChange("LIFTED", lifted);
      return;
    }
    setMove(null);
    onChange(move.to === move.from ? "LEFT" : "DROPPED", move);
  }

  function press(event: KeyboardEvent) {
    if (move?.by !== "KEYS") return;
    if (event.key === "Escape") {
      event.preventDefault();
      leave();
    }
    const steps = stepsOf(event.key, { columns: columnsOf(grid.current), count });
    if (steps === 0) return;
    event.preventDefault();
    const next = { ...move, to: Math.min(Math.max(move.to + steps, 1), count) };
    setMove(next);
    onChange("MOVED", next);
  }

  function leave() {
    if (move?.by !== "KEYS") return;
    setMove(null);
    onChange("LEFT", move);
  }

  return { move, grid, grab, toggle, press, leave };
}

export type Mover = ReturnType<typeof useMove>;

interface Follower {
  onMove(move: Move): void;
  onEnd(move: Move | null): void;
}

function followPointer(start: PointerEvent, { key, place }: Tile, { onMove, onEnd }: Follower): void {
  let dragged: Move | null = null;
  const follow = (event: globalThis.PointerEvent) => {
    const distance = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY);
    if (!dragged && distance < DRAG_FROM_PX) return;
    scrollAtEdge(event.clientY);
    dragged = { key, from: place, to: placeUnder(event) ?? dragged?.to ?? place, by: "POINTER" };
    onMove(dragged);
  };
  const end = (isDropped: boolean) => {
    document.removeEventListener("pointermove", follow);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", giveUp);
    document.removeEventListener("keydown", giveUpByKey, true);
    if (dragged) ignoreNextClick();
    onEnd(isDropped ? dragged : null);
  };
  const drop = () => end(true);
  const giveUp = () => end(false);
  const giveUpByKey = ({ key }: globalThis.KeyboardEvent) => key === "Escape" && end(false);
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", giveUp);
  document.addEventListener("keydown", giveUpByKey, true);
}

function placeUnder({ clientX, clientY }: globalThis.PointerEvent): number | null {
  const tile = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-place]");
  return tile ? Number(tile.dataset.place) : null;
}

function scrollAtEdge(y: number): void {
  if (y < EDGE_PX) window.scrollBy(0, -SCROLL_PX);
  if (y > window.innerHeight - EDGE_PX) window.scrollBy(0, SCROLL_PX);
}

/** The pointer goes up over a picture, which would open it. */
function ignoreNextClick(): void {
  const ignore = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", ignore, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", ignore, { capture: true }), 0);
}

function columnsOf(grid: HTMLElement | null): number {
  return grid ? getComputedStyle(grid).gridTemplateColumns.split(" ").length : 1;
}

function stepsOf(key: string, { columns, count }: { columns: number; count: number }): number {
  const steps: Record<string, number> = {
    ...{ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, Home: -count, End: count },
  };
  return steps[key] ?? 0;
}
