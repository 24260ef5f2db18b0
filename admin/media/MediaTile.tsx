import CommentIcon from "@mui/icons-material/ChatBubbleOutline";
import AlbumIcon from "@mui/icons-material/CollectionsOutlined";
import LikeIcon from "@mui/icons-material/FavoriteBorder";
import NoPictureIcon from "@mui/icons-material/ImageNotSupportedOutlined";
import ReelIcon from "@mui/icons-material/MovieOutlined";
import VideoIcon from "@mui/icons-material/PlayArrow";
import HiddenIcon from "@mui/icons-material/VisibilityOff";
import HideIcon from "@mui/icons-material/VisibilityOffOutlined";
import ShowIcon from "@mui/icons-material/VisibilityOutlined";
import { Box, ButtonBase, IconButton, Tooltip, Typography } from "@mui/material";
import { memo, useState } from "react";
import type { MediaTileFragment } from "../gql/graphql.js";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ownPath } from "../lib/own-path.js";
import { VISUALLY_HIDDEN } from "../ui/visually-hidden.js";
import { useAltText } from "./use-alt-text.js";

interface MediaTileProps {
  post: MediaTileFragment;
  onOpen(id: string): void;
  onToggleHidden(post: MediaTileFragment): void;
}

/** One post: its picture, which opens it, what it is, its counts, and hiding or showing it. */
export const MediaTile = memo(function MediaTile({ post, onOpen, onToggleHidden }: MediaTileProps) {
  const translate = useTranslate();
  const format = useFormat();
  const altText = useAltText();
  const { id, image, hidden, timestamp } = post;
  const [isBroken, setIsBroken] = useState(false);
  const day = format.day(new Date(timestamp));
  return (
    <Box component="li" sx={{ minWidth: 0 }}>
      <ButtonBase onClick={() => onOpen(id)} sx={FRAME} style={{ backgroundColor: image?.palette?.[0] }}>
        <Box component="span" sx={VISUALLY_HIDDEN}>
          {translate("darkroom.media.open", { day })}{" "}
        </Box>
        {image && !isBroken ? (
          <img
            src={ownPath(image.url)}
            alt={altText(image.alt)}
            loading="lazy"
            decoding="async"
            onError={() => setIsBroken(true)}
            style={{ ...PICTURE, opacity: hidden ? 0.3 : 1 }}
          />
        ) : (
          <NoPicture text={image ? altText(image.alt) : ""} />
        )}
        <KindBadge post={post} />
      </ButtonBase>
      <Box sx={{ alignItems: "center", display: "flex", justifyContent: "space-between" }}>
        <Counts post={post} />
        <Tooltip title={translate(hidden ? "darkroom.media.unhide" : "darkroom.media.hide")}>
          <IconButton
            size="small"
            onClick={() => onToggleHidden(post)}
            aria-label={translate(hidden ? "darkroom.media.show_post" : "darkroom.media.hide_post", { day })}
          >
            {hidden ? <ShowIcon fontSize="small" /> : <HideIcon fontSize="small" />}
          </IconButton>
        </Tooltip>
      </Box>
    </Box>
  );
});

/** Where Instagram gives no picture, or none was copied while it could be: the post's own words. */
function NoPicture({ text }: { text: string }) {
  const translate = useTranslate();
  return (
    <Box component="span" sx={NO_PICTURE}>
      <NoPictureIcon color="disabled" titleAccess={translate("darkroom.media.no_picture")} />
      <Typography component="span" variant="caption" color="text.secondary" sx={THREE_LINES}>
        {text}
      </Typography>
    </Box>
  );
}

const NO_PICTURE = { display: "grid", gap: 0.5, justifyItems: "center", p: 1.5 };
const THREE_LINES = { display: "-webkit-box", overflow: "hidden", WebkitBoxOrient: "vertical", WebkitLineClamp: "3" };

function Counts({ post: { likeCount, commentsCount } }: { post: MediaTileFragment }) {
  const translate = useTranslate();
  const format = useFormat();
  const count = (value: number | null) => (value === null ? "–" : format.number(value));
  return (
    <Typography variant="caption" color="text.secondary" sx={COUNTS}>
      <LikeIcon fontSize="inherit" titleAccess={translate("darkroom.media.likes")} /> {count(likeCount)}
      <CommentIcon fontSize="inherit" titleAccess={translate("darkroom.media.comments")} /> {count(commentsCount)}
    </Typography>
  );
}

const COUNTS = { alignItems: "center", columnGap: 0.5, display: "flex", flexWrap: "wrap" };
const PICTURE = { height: "100%", inset: 0, objectFit: "cover", position: "absolute", width: "100%" } as const;
const FRAME = {
  aspectRatio: "1",
  bgcolor: "action.hover",
  borderRadius: 1.5,
  overflow: "hidden",
  position: "relative",
  width: "100%",
};

/** In a picture's corners: that a post is an album, a reel or a video, and that it is hidden. */
function KindBadge({ post }: { post: MediaTileFragment }) {
  const translate = useTranslate();
  const kind = kindOf(post);
  return (
    <>
      {post.hidden && (
        <Box component="span" sx={{ ...BADGE, left: 6 }}>
          <HiddenIcon fontSize="inherit" /> {translate("darkroom.media.hidden")}
        </Box>
      )}
      {kind && (
        <Box component="span" sx={{ ...BADGE, right: 6 }}>
          <kind.Icon fontSize="inherit" /> {translate(`darkroom.media.${kind.name}`)}
        </Box>
      )}
    </>
  );
}

const BADGE = {
  alignItems: "center",
  bgcolor: "rgb(0 0 0 / 72%)",
  borderRadius: 1,
  color: "#fff",
  display: "inline-flex",
  fontSize: "0.75rem",
  gap: 0.5,
  lineHeight: 1.4,
  position: "absolute",
  px: 0.75,
  py: 0.25,
  top: 6,
};

function kindOf({ mediaType, mediaProductType }: MediaTileFragment) {
  if (mediaType === "CAROUSEL_ALBUM") return { name: "album", Icon: AlbumIcon } as const;
  if (mediaProductType === "REELS") return { name: "reel", Icon: ReelIcon } as const;
  return mediaType === "VIDEO" ? ({ name: "video", Icon: VideoIcon } as const) : null;
}
