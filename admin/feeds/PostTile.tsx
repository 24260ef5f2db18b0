import { Box, Typography } from "@mui/material";
import type { ReactNode } from "react";
import type { FeedPictureFragment } from "../gql/graphql.js";

interface PostCaptionProps {
  post: FeedPictureFragment;
  /** The usernames of further accounts that share it. */
  alsoBy?: readonly string[];
  children: ReactNode;
}

/** Whose post it is, and what can be done with it: below its picture. */
export function PostCaption({ post, alsoBy = [], children }: PostCaptionProps) {
  return (
    <>
      <Typography variant="caption" color="text.secondary" noWrap component="div" sx={{ pt: 0.5 }}>
        {[post.account.username, ...alsoBy].map((username) => `@${username}`).join(", ")}
      </Typography>
      <Box sx={{ alignItems: "center", display: "flex", justifyContent: "space-between", ml: -0.75 }}>{children}</Box>
    </>
  );
}

export const FRAME = {
  aspectRatio: "1",
  bgcolor: "action.hover",
  borderRadius: 1.5,
  overflow: "hidden",
  position: "relative",
  width: "100%",
};

/** In a corner of a picture. */
export const BADGE = {
  alignItems: "center",
  bgcolor: "rgb(0 0 0 / 72%)",
  borderRadius: 1,
  color: "#fff",
  display: "inline-flex",
  fontSize: "0.75rem",
  fontWeight: 600,
  gap: 0.5,
  lineHeight: 1.4,
  pointerEvents: "none",
  position: "absolute",
  px: 0.75,
  py: 0.25,
};
