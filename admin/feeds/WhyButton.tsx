import { Box, Button, Popover } from "@mui/material";
import { type MouseEvent, useState } from "react";
import type { FeedPictureFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { Explanation } from "./Explanation.js";
import type { Curation } from "./use-curation.js";

/** Whether an explanation is open, and beside what. */
export function useWhy() {
  const [anchor, setAnchor] = useState<Element | null>(null);
  return {
    anchor,
    open: (event: MouseEvent) => setAnchor(event.currentTarget),
    close: () => setAnchor(null),
  };
}

interface WhyButtonProps {
  post: FeedPictureFragment;
  /** Of the post, as screen readers name it. */
  day: string;
  why: ReturnType<typeof useWhy>;
  curation: Curation;
}

/** Says why a post is in a feed, or is not. */
export function WhyButton({ post, day, why, curation }: WhyButtonProps) {
  const translate = useTranslate();
  return (
    <>
      <Button
        size="small"
        color="inherit"
        aria-label={translate("darkroom.feeds.why.which", { day })}
        aria-haspopup="dialog"
        onClick={why.open}
        sx={{ minWidth: 0 }}
      >
        {translate("darkroom.feeds.why.why")}
      </Button>
      <Popover
        open={why.anchor !== null}
        anchorEl={why.anchor}
        onClose={why.close}
        anchorOrigin={{ vertical: "bottom", horizontal: "left" }}
        slotProps={{
          paper: { role: "dialog", "aria-label": translate("darkroom.feeds.why.which", { day }), elevation: 8 },
        }}
      >
        <Box sx={{ maxWidth: "22rem", p: 2 }}>
          <Explanation address={{ mediaId: post.id }} curation={curation} onDone={why.close} />
        </Box>
      </Popover>
    </>
  );
}
