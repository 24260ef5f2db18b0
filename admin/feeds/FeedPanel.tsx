import { Typography } from "@mui/material";
import { useMemo } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { EmptyState } from "../ui/EmptyState.js";
import { Panel } from "../ui/Panel.js";
import { StaleOverlay } from "../ui/StaleOverlay.js";
import { FeedGrid } from "./FeedGrid.js";
import { gridPosts } from "./grid-posts.js";
import type { Curation } from "./use-curation.js";
import type { FeedDetail } from "./use-draft.js";
import type { Preview } from "./use-preview.js";

interface FeedPanelProps {
  feed: FeedDetail;
  preview: Preview;
  curation: Curation;
}

/** The feed as a site shows it: as it is, or as it would be after the changes. */
export function FeedPanel({ feed, preview, curation }: FeedPanelProps) {
  const translate = useTranslate();
  const { change, isBusy } = preview;
  const posts = useMemo(() => gridPosts(feed.posts.nodes, change), [feed.posts.nodes, change]);
  const shownCount = posts.filter(({ place }) => place !== null).length;
  return (
    <Panel title={translate(change ? "darkroom.feeds.grid.preview" : "darkroom.feeds.grid.title")}>
      <Typography variant="body2" color="text.secondary">
        {translate("darkroom.feeds.grid.count", { smart_count: shownCount })}
      </Typography>
      {posts.length === 0 ? (
        <EmptyState
          title={translate("darkroom.feeds.grid.empty")}
          text={translate(
            feed.mode === "REVIEW" ? "darkroom.feeds.grid.empty_review" : "darkroom.feeds.grid.empty_help",
          )}
        />
      ) : (
        <StaleOverlay isOld={isBusy}>
          <FeedGrid posts={posts} curation={curation} />
        </StaleOverlay>
      )}
    </Panel>
  );
}
