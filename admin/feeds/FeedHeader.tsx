import { Box, Chip, Typography } from "@mui/material";
import { useTranslate } from "../i18n/use-translate.js";
import { FeedHealth } from "./FeedHealth.js";
import type { FeedDetail } from "./use-draft.js";

/** A feed's address, its mode, and how its accounts are. */
export function FeedHeader({ feed }: { feed: FeedDetail }) {
  const translate = useTranslate();
  return (
    <Box sx={LINE}>
      <Typography component="code" sx={{ fontFamily: "monospace", overflowWrap: "anywhere" }}>
        {feed.slug}
      </Typography>
      <Chip size="small" variant="outlined" label={translate(`darkroom.feeds.mode.${feed.mode}`)} />
      <FeedHealth feed={feed} />
    </Box>
  );
}

const LINE = { alignItems: "start", columnGap: 2, display: "flex", flexWrap: "wrap", mt: -1.5, rowGap: 1 };
