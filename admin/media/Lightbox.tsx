import CloseIcon from "@mui/icons-material/Close";
import BeforeIcon from "@mui/icons-material/NavigateBefore";
import NextIcon from "@mui/icons-material/NavigateNext";
import OpenIcon from "@mui/icons-material/OpenInNew";
import { Alert, Box, Button, Dialog, IconButton, Link, Typography } from "@mui/material";
import { type KeyboardEvent, useEffect, useId } from "react";
import type { MediaTileFragment } from "../gql/graphql.js";
import { type Translate, useTranslate } from "../i18n/use-translate.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { useIsWide } from "../ui/use-is-wide.js";
import { LightboxMedia } from "./LightboxMedia.js";

interface LightboxProps {
  posts: readonly MediaTileFragment[];
  at: number;
  /** Also of those that were not read yet. */
  totalCount: number;
  onMove(to: number): void;
  /** Asks for more posts, where there are any. */
  onNearEnd(): void;
  onToggleHidden(post: MediaTileFragment): void;
  onClose(): void;
}

const NEAR_END = 5;

/** Posts one by one, large, with all their words. The arrow keys go on and back, Escape leaves. */
export function Lightbox({ posts, at, totalCount, onMove, onNearEnd, onToggleHidden, onClose }: LightboxProps) {
  const translate = useTranslate();
  const titleId = useId();
  const isWide = useIsWide();
  const isNearEnd = at >= posts.length - NEAR_END;
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, onNearEnd]);
  const post = posts[at];
  if (!post) return null;

  const isFirst = at === 0;
  const isLast = at === posts.length - 1;
  function move(event: KeyboardEvent) {
    // A video takes the arrows itself.
    if (event.target instanceof HTMLVideoElement) return;
    if (event.key === "ArrowLeft" && !isFirst) onMove(at - 1);
    if (event.key === "ArrowRight" && !isLast) onMove(at + 1);
  }
  return (
    <Dialog
      open
      onClose={onClose}
      onKeyDown={move}
      fullScreen={!isWide}
      fullWidth
      maxWidth="lg"
      aria-labelledby={titleId}
    >
      <Box sx={BAR}>
        <IconButton
          onClick={() => onMove(at - 1)}
          disabled={isFirst}
          aria-label={translate("darkroom.media.lightbox.previous")}
        >
          <BeforeIcon />
        </IconButton>
        <Typography id={titleId} component="h2" variant="body2" aria-live="polite">
          {translate("darkroom.media.lightbox.place", { at: at + 1, count: totalCount })}
        </Typography>
        <IconButton
          onClick={() => onMove(at + 1)}
          disabled={isLast}
          aria-label={translate("darkroom.media.lightbox.next")}
        >
          <NextIcon />
        </IconButton>
        <IconButton onClick={onClose} aria-label={translate("darkroom.media.lightbox.close")} sx={{ ml: "auto" }}>
          <CloseIcon />
        </IconButton>
      </Box>
      <Box sx={CONTENT}>
        <LightboxMedia key={post.id} post={post} />
        <LightboxText post={post} onToggleHidden={onToggleHidden} />
      </Box>
    </Dialog>
  );
}

const BAR = { alignItems: "center", borderBottom: 1, borderColor: "divider", display: "flex", gap: 0.5, p: 1 };
const CONTENT = {
  display: "grid",
  gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) 320px" },
  overflowY: "auto",
};

interface LightboxTextProps {
  post: MediaTileFragment;
  onToggleHidden(post: MediaTileFragment): void;
}

/** What a post says, what it is, its counts and where it is at Instagram. */
function LightboxText({ post, onToggleHidden }: LightboxTextProps) {
  const translate = useTranslate();
  const { caption, permalink, hidden, pictureFailure } = post;
  const countText = (what: "likes" | "comments", count: number | null) =>
    count === null
      ? translate(`darkroom.media.lightbox.${what}_unknown`)
      : translate(`darkroom.media.lightbox.${what}`, { smart_count: count });
  return (
    <Box sx={{ alignContent: "start", display: "grid", gap: 1.5, p: 2 }}>
      <Typography variant="body2" color="text.secondary">
        {kindText(post, translate)} · <RelativeTime at={post.timestamp} />
      </Typography>
      <Typography variant="body2" sx={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
        {caption ?? translate("darkroom.media.lightbox.no_caption")}
      </Typography>
      <Typography variant="body2">
        {countText("likes", post.likeCount)} · {countText("comments", post.commentsCount)}
      </Typography>
      {pictureFailure && (
        <Alert severity="warning">
          {translate("darkroom.media.lightbox.not_copied")} {translate(`darkroom.media.failure.${pictureFailure}`)}
        </Alert>
      )}
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
        <Button variant="outlined" size="small" onClick={() => onToggleHidden(post)}>
          {translate(hidden ? "darkroom.media.unhide" : "darkroom.media.hide")}
        </Button>
        {permalink && (
          <Link href={permalink} target="_blank" rel="noreferrer" sx={OUTWARD}>
            {translate("darkroom.media.lightbox.open")} <OpenIcon fontSize="inherit" />
          </Link>
        )}
      </Box>
    </Box>
  );
}

const OUTWARD = { alignItems: "center", display: "inline-flex", gap: 0.5, typography: "body2" };

function kindText({ mediaType, mediaProductType }: MediaTileFragment, translate: Translate): string {
  const kind = translate(`darkroom.media.type.${mediaType}`);
  if (!mediaProductType || mediaProductType === "FEED") return kind;
  return `${kind}, ${translate(`darkroom.media.product.${mediaProductType}`)}`;
}
