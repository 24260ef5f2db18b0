import { Box } from "@mui/material";
import type { FeedLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ownPath } from "../lib/own-path.js";

/** The first four pictures of a feed. Silent to screen readers: the title stands beside them. */
export function FeedStrip({ posts }: Pick<FeedLineFragment, "posts">) {
  const translate = useTranslate();
  if (posts.nodes.length === 0) return translate("darkroom.feeds.list.shows_nothing");
  return (
    <Box sx={{ display: "flex", gap: 0.5 }}>
      {posts.nodes.map(({ media: { id, image } }) => (
        <Box key={id} sx={FRAME}>
          {image && <img src={ownPath(image.url)} alt="" loading="lazy" decoding="async" style={PICTURE} />}
        </Box>
      ))}
    </Box>
  );
}

const FRAME = { bgcolor: "action.hover", borderRadius: 0.75, flex: "none", height: 48, overflow: "hidden", width: 48 };
const PICTURE = { display: "block", height: "100%", objectFit: "cover", width: "100%" } as const;
