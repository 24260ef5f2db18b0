import NoPictureIcon from "@mui/icons-material/ImageNotSupportedOutlined";
import { Box, Typography } from "@mui/material";
import { useState } from "react";
import type { FeedPictureFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ownPath } from "../lib/own-path.js";
import { useAltText } from "../media/use-alt-text.js";

/** A post's picture that fills its frame; its own words where there is none. */
export function PostPicture({ post: { image } }: { post: FeedPictureFragment }) {
  const translate = useTranslate();
  const altText = useAltText();
  const [isBroken, setIsBroken] = useState(false);
  const text = image ? altText(image.alt) : "";
  if (image && !isBroken) {
    return (
      <img
        src={ownPath(image.url)}
        alt={text}
        draggable={false}
        loading="lazy"
        decoding="async"
        onError={() => setIsBroken(true)}
        style={PICTURE}
      />
    );
  }
  return (
    <Box component="span" sx={NO_PICTURE}>
      <NoPictureIcon color="disabled" titleAccess={translate("darkroom.media.no_picture")} />
      <Typography component="span" variant="caption" color="text.secondary" sx={THREE_LINES}>
        {text}
      </Typography>
    </Box>
  );
}

const PICTURE = { height: "100%", inset: 0, objectFit: "cover", position: "absolute", width: "100%" } as const;
const NO_PICTURE = {
  alignContent: "center",
  display: "grid",
  gap: 0.5,
  inset: 0,
  justifyItems: "center",
  p: 1.5,
  position: "absolute",
};
const THREE_LINES = { display: "-webkit-box", overflow: "hidden", WebkitBoxOrient: "vertical", WebkitLineClamp: "3" };
