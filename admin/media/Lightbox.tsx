import CloseIcon from "@mui/icons-material/Close";
import BeforeIcon from "@mui/icons-material/NavigateBefore";
import NextIcon from "@mui/icons-material/NavigateNext";
import { Box, Dialog, IconButton, Typography } from "@mui/material";
import { type KeyboardEvent, useEffect, useId } from "react";
import type { MediaTileFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { useIsWide } from "../ui/use-is-wide.js";
import { LightboxMedia } from "./LightboxMedia.js";
import { LightboxText } from "./LightboxText.js";

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
