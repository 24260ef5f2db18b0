import AlbumIcon from "@mui/icons-material/CollectionsOutlined";
import ReelIcon from "@mui/icons-material/MovieOutlined";
import VideoIcon from "@mui/icons-material/PlayArrow";
import HiddenIcon from "@mui/icons-material/VisibilityOff";
import { Box } from "@mui/material";
import type { MediaTileFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";

/** In a picture's corners: that a post is an album, a reel or a video, and that it is hidden. */
export function KindBadge({ post }: { post: MediaTileFragment }) {
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
