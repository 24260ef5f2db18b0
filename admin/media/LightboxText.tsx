import OpenIcon from "@mui/icons-material/OpenInNew";
import { Alert, Box, Button, Link, Typography } from "@mui/material";
import type { MediaTileFragment } from "../gql/graphql.js";
import { When } from "../ui/When.js";
import { PICTURE_WORDS, PRODUCT_WORDS, TYPE_WORDS } from "./media-words.js";

interface LightboxTextProps {
  post: MediaTileFragment;
  onToggleHidden(post: MediaTileFragment): void;
}

/** What a post says, what it is, its counts and where it is at Instagram. */
export function LightboxText({ post, onToggleHidden }: LightboxTextProps) {
  const { caption, permalink, hidden, pictureFailure } = post;
  return (
    <Box sx={{ alignContent: "start", display: "grid", gap: 1.5, p: 2 }}>
      <Typography variant="body2" color="text.secondary">
        {kindWords(post)} · <When at={post.timestamp} />
      </Typography>
      <Typography variant="body2" sx={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
        {caption ?? "No caption"}
      </Typography>
      <Typography variant="body2">
        {countWords(post.likeCount, "like")} · {countWords(post.commentsCount, "comment")}
      </Typography>
      {pictureFailure && (
        <Alert severity="warning">It could not be copied at the last try. {PICTURE_WORDS[pictureFailure]}</Alert>
      )}
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
        <Button variant="outlined" size="small" onClick={() => onToggleHidden(post)}>
          {hidden ? "Unhide" : "Hide from every site"}
        </Button>
        {permalink && (
          <Link href={permalink} target="_blank" rel="noreferrer" sx={OUTWARD}>
            Open at Instagram <OpenIcon fontSize="inherit" />
          </Link>
        )}
      </Box>
    </Box>
  );
}

const OUTWARD = { alignItems: "center", display: "inline-flex", gap: 0.5, typography: "body2" };

function kindWords({ mediaType, mediaProductType }: MediaTileFragment): string {
  const kind = TYPE_WORDS[mediaType];
  return mediaProductType && mediaProductType !== "FEED" ? `${kind}, ${PRODUCT_WORDS[mediaProductType]}` : kind;
}

function countWords(count: number | null, word: string): string {
  if (count === null) return `${word}s unknown`;
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}
