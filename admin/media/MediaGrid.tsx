import { Box, Skeleton } from "@mui/material";
import type { MediaTileFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { MediaTile } from "./MediaTile.js";

interface MediaGridProps {
  posts: readonly MediaTileFragment[];
  onOpen(id: string): void;
  onToggleHidden(post: MediaTileFragment): void;
}

/** Posts as squares, in their order. */
export function MediaGrid({ posts, onOpen, onToggleHidden }: MediaGridProps) {
  const translate = useTranslate();
  return (
    <Box component="ul" aria-label={translate("darkroom.media.title")} sx={GRID}>
      {posts.map((post) => (
        <MediaTile key={post.id} post={post} onOpen={onOpen} onToggleHidden={onToggleHidden} />
      ))}
    </Box>
  );
}

const SKELETONS = Array.from({ length: 12 }, (_, tile) => tile);

/** As large as the first rows, while they are read. */
export function MediaSkeletons() {
  return (
    <Box sx={GRID} aria-busy="true">
      {SKELETONS.map((tile) => (
        <Box key={tile}>
          <Skeleton variant="rounded" sx={{ aspectRatio: "1", height: "auto" }} />
          <Skeleton height={40} />
        </Box>
      ))}
    </Box>
  );
}

const GRID = {
  display: "grid",
  gap: 1.5,
  gridTemplateColumns: { xs: "repeat(2, minmax(0, 1fr))", sm: "repeat(auto-fill, minmax(170px, 1fr))" },
  listStyle: "none",
  m: 0,
  p: 0,
};
