import OpenIcon from "@mui/icons-material/OpenInNew";
import { Alert, Box, Button, Link, Typography } from "@mui/material";
import type { MediaTileFragment } from "../gql/graphql.js";
import { type Translate, useTranslate } from "../i18n/use-translate.js";
import { RelativeTime } from "../ui/RelativeTime.js";

interface LightboxTextProps {
  post: MediaTileFragment;
  onToggleHidden(post: MediaTileFragment): void;
}

/** What a post says, what it is, its counts and where it is at Instagram. */
export function LightboxText({ post, onToggleHidden }: LightboxTextProps) {
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
