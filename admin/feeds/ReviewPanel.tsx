import ReviewIcon from "@mui/icons-material/RateReviewOutlined";
import { Button, Typography } from "@mui/material";
import { useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { Panel } from "../ui/Panel.js";
import { ReviewDialog } from "./ReviewDialog.js";
import { useCounts } from "./use-counts.js";
import type { FeedDetail } from "./use-draft.js";

/** How many posts of a feed wait for a decision, and the way to decide them one by one. */
export function ReviewPanel({ feed }: { feed: FeedDetail }) {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const waitingCount = useCounts(feed.id)?.WAITING;
  function textOf(count: number | undefined): string {
    if (count === undefined) return "…";
    if (count === 0) return translate("darkroom.feeds.review.nothing");
    return translate("darkroom.feeds.review.waiting", { smart_count: count });
  }
  const review = (
    <Button variant="contained" startIcon={<ReviewIcon />} disabled={!waitingCount} onClick={() => setIsOpen(true)}>
      {translate("darkroom.feeds.review.begin")}
    </Button>
  );
  return (
    <Panel title={translate("darkroom.feeds.review.title")} actions={review}>
      <Typography variant="body2" color="text.secondary">
        {textOf(waitingCount)}
      </Typography>
      {isOpen && <ReviewDialog feedId={feed.id} waitingCount={waitingCount ?? 0} onClose={() => setIsOpen(false)} />}
    </Panel>
  );
}
