import ReviewIcon from "@mui/icons-material/RateReviewOutlined";
import { Button, Typography } from "@mui/material";
import { useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { Panel } from "../ui/Panel.js";
import { ReviewDialog } from "./ReviewDialog.js";
import type { FeedDetail } from "./use-draft.js";

/** How many posts of a feed wait for a decision, and the way to decide them one by one. */
export function ReviewPanel({ feed }: { feed: FeedDetail }) {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const waitingCount = feed.counts?.waiting ?? 0;
  const review = (
    <Button
      variant="contained"
      startIcon={<ReviewIcon />}
      disabled={waitingCount === 0}
      onClick={() => setIsOpen(true)}
    >
      {translate("darkroom.feeds.review.begin")}
    </Button>
  );
  return (
    <Panel title={translate("darkroom.feeds.review.title")} actions={review}>
      <Typography variant="body2" color="text.secondary">
        {waitingCount === 0
          ? translate("darkroom.feeds.review.nothing")
          : translate("darkroom.feeds.review.waiting", { smart_count: waitingCount })}
      </Typography>
      {isOpen && <ReviewDialog feedId={feed.id} waitingCount={waitingCount} onClose={() => setIsOpen(false)} />}
    </Panel>
  );
}
