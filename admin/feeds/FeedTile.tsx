import HandleIcon from "@mui/icons-material/OpenWith";
import PinIcon from "@mui/icons-material/PushPin";
import HideIcon from "@mui/icons-material/VisibilityOffOutlined";
import { Box, ButtonBase, IconButton, Tooltip } from "@mui/material";
import type { MouseEvent } from "react";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";
import { VISUALLY_HIDDEN } from "../ui/visually-hidden.js";
import { type GridPost, keyOf } from "./grid-posts.js";
import { PinButtons } from "./PinButtons.js";
import { PostPicture } from "./PostPicture.js";
import { BADGE, FRAME, PostCaption } from "./PostTile.js";
import type { Curation } from "./use-curation.js";
import type { Mover } from "./use-move.js";
import { useWhy, WhyButton } from "./WhyButton.js";

interface FeedTileProps {
  tile: GridPost;
  /** Where it stands on screen, and at which place, while a post is moved. */
  at: { order: number; place: number | null };
  mover: Mover;
  curation: Curation;
  onSpeak(text: string): void;
}

/** One post of a feed: its picture, its place, what can be done with it, and what a change would do. */
export function FeedTile({ tile, at, mover, curation, onSpeak }: FeedTileProps) {
  const translate = useTranslate();
  const format = useFormat();
  const { post, mark } = tile;
  const why = useWhy();
  const isMoved = mover.move?.key === keyOf(post);
  const isBusy = curation.busyIds.has(post.id);
  const day = format.day(new Date(post.timestamp));
  const place = at.place;
  const isPale = mark === "LEAVES" || isBusy;
  const look = {
    "& img": { opacity: isPale ? 0.4 : 1 },
    ...(mark === "ENTERS" && ENTERS),
    ...(mark === "LEAVES" && LEAVES),
    ...(isMoved && MOVED),
  };
  return (
    <Box
      component="li"
      aria-busy={isBusy}
      data-mark={mark ?? undefined}
      data-place={place ?? undefined}
      sx={{ minWidth: 0, position: "relative" }}
      style={{ order: at.order }}
    >
      <ButtonBase
        onClick={why.open}
        onPointerDown={(event) => tile.place && mover.grab(event, { key: keyOf(post), place: tile.place }, PICTURE)}
        sx={{ ...FRAME, ...look }}
        style={{ backgroundColor: post.image?.palette?.[0] }}
      >
        <Box component="span" sx={VISUALLY_HIDDEN}>
          {translate("darkroom.feeds.tile.open", { day })}{" "}
        </Box>
        <PostPicture post={post} />
        <Badges tile={tile} place={place} until={curation.pinEnd(post.id)} />
      </ButtonBase>
      {tile.place !== null && mark !== "ENTERS" && <Handle tile={tile} mover={mover} />}
      <PostCaption post={post} alsoBy={tile.alsoBy}>
        <WhyButton day={day} why={why} curation={curation} post={post} />
        {mark !== "LEAVES" && <Acts tile={tile} place={place} {...{ curation, onSpeak }} />}
      </PostCaption>
    </Box>
  );
}

const PICTURE = { isHandle: false };
const HANDLE = { isHandle: true };
const OUTLINE = { outline: "3px solid", outlineOffset: 1 };
const ENTERS = { ...OUTLINE, outlineColor: "success.main" };
const LEAVES = { ...OUTLINE, outlineColor: "error.main", outlineStyle: "dashed" };
const MOVED = { ...OUTLINE, boxShadow: 8, outlineColor: "primary.main" };

interface BadgesProps extends Pick<FeedTileProps["at"], "place"> {
  tile: GridPost;
  until: string | null;
}

function Badges({ tile: { mark, from, pinned }, place, until }: BadgesProps) {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <>
      {place !== null && (
        <Box component="span" sx={{ ...BADGE, left: 6, top: 6 }}>
          {pinned && <PinIcon fontSize="inherit" titleAccess={translate("darkroom.feeds.grid.pinned")} />}
          {place}
        </Box>
      )}
      {pinned && until && (
        <Box component="span" sx={{ ...BADGE, left: 6, top: 30 }}>
          {translate("darkroom.feeds.pin.until_day", { day: format.day(new Date(until)) })}
        </Box>
      )}
      {mark !== null && (
        <Box component="span" sx={{ ...BADGE, bottom: 6, left: 6 }}>
          {translate(`darkroom.feeds.mark.${mark}`, { from: from ?? 0 })}
        </Box>
      )}
    </>
  );
}

/** Drags the post, also on a touch screen; pressed, it lifts the post for the arrow keys. */
function Handle({ tile: { post, place }, mover }: { tile: GridPost; mover: Mover }) {
  const translate = useTranslate();
  if (place === null) return null;
  const tile = { key: keyOf(post), place };
  return (
    <Tooltip title={translate("darkroom.feeds.tile.move")}>
      <IconButton
        size="small"
        aria-label={translate("darkroom.feeds.tile.move_which", { place, username: post.account.username })}
        aria-pressed={mover.move?.key === tile.key}
        data-handle
        onPointerDown={(event) => mover.grab(event, tile, HANDLE)}
        onClick={(event) => mover.toggle(event, tile)}
        onKeyDown={mover.press}
        onBlur={mover.leave}
        sx={GRIP}
      >
        <HandleIcon fontSize="small" />
      </IconButton>
    </Tooltip>
  );
}

const GRIP = {
  bgcolor: "rgb(0 0 0 / 60%)",
  color: "#fff",
  cursor: "grab",
  position: "absolute",
  right: 6,
  top: 6,
  touchAction: "none",
  "&:hover": { bgcolor: "rgb(0 0 0 / 80%)" },
};

type ActsProps = Pick<FeedTileProps, "tile" | "curation" | "onSpeak"> & { place: number | null };

/** Pinning it where it is, and hiding it. */
function Acts({ tile, place, curation, onSpeak }: ActsProps) {
  const translate = useTranslate();
  const format = useFormat();
  const { post, mark, pinned } = tile;
  const day = format.day(new Date(post.timestamp));
  /** The focus goes on to the next post: this one goes away. */
  function hide({ currentTarget }: MouseEvent) {
    const tile = currentTarget.closest("li");
    const next = tile?.nextElementSibling ?? tile?.previousElementSibling;
    next?.querySelector<HTMLElement>("[data-hide]")?.focus();
    curation.hide(post.id);
  }
  return (
    <Box sx={{ display: "flex" }}>
      {mark !== "ENTERS" && <PinButtons {...{ post, pinned, day, curation, onSpeak }} place={place ?? 1} />}
      <Tooltip title={translate("darkroom.feeds.tile.hide")}>
        <IconButton
          size="small"
          data-hide
          onClick={hide}
          aria-label={`${translate("darkroom.feeds.tile.hide")}: ${day}`}
        >
          <HideIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </Box>
  );
}
