import { Box, Button, Skeleton } from "@mui/material";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type FeedPictureFragment, JudgedPostsDocument } from "../gql/graphql.js";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Panel } from "../ui/Panel.js";
import { GRID } from "./FeedGrid.js";
import { PostPicture } from "./PostPicture.js";
import { FRAME, PostCaption } from "./PostTile.js";
import { useCounts } from "./use-counts.js";
import type { Curation } from "./use-curation.js";
import type { FeedDetail } from "./use-draft.js";
import { useWhy, WhyButton } from "./WhyButton.js";

const VERDICTS = ["WAITING", "HIDDEN", "EXCLUDED", "BEYOND_LIMIT"] as const;
type Verdict = (typeof VERDICTS)[number];

const PAGE = 12;
/** As many as the API lists at once. */
const LISTED_MAX = 96;

/** The posts of the feed's accounts that it does not show, by the reason. */
export function NotShownPanel({ feed, curation }: { feed: FeedDetail; curation: Curation }) {
  const translate = useTranslate();
  const format = useFormat();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const counts = useCounts(feed.id);
  const offered = VERDICTS.filter((one) => one !== "WAITING" || feed.mode === "REVIEW");
  return (
    <Panel title={translate("darkroom.feeds.not_shown.title")}>
      <Box role="group" aria-label={translate("darkroom.feeds.not_shown.title")} sx={BUTTONS}>
        {offered.map((one) => (
          <Button
            key={one}
            size="small"
            color={one === verdict ? "primary" : "inherit"}
            variant={one === verdict ? "contained" : "outlined"}
            aria-pressed={one === verdict}
            onClick={() => setVerdict(one === verdict ? null : one)}
          >
            {translate(`darkroom.feeds.verdict.${one}`)} {counts ? format.number(counts[one]) : "…"}
          </Button>
        ))}
      </Box>
      {verdict && <Judged key={verdict} {...{ verdict, curation }} count={counts?.[verdict] ?? 0} />}
    </Panel>
  );
}

const BUTTONS = { display: "flex", flexWrap: "wrap", gap: 1 };

function Judged({ verdict, count, curation }: { verdict: Verdict; count: number; curation: Curation }) {
  const translate = useTranslate();
  const [first, setFirst] = useState(PAGE);
  const { data, error, refetch } = useGraphqlQuery("feeds", JudgedPostsDocument, {
    variables: { id: curation.feedId, verdict, first },
    placeholderData: keepPreviousData,
  });
  const posts = data?.feed?.judgedPosts;
  if (error && !posts) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!posts) return <Skeleton variant="rounded" height={200} aria-busy />;
  if (posts.length === 0) return <EmptyState title={translate("darkroom.feeds.not_shown.none")} />;
  return (
    <>
      <Box component="ul" aria-label={translate(`darkroom.feeds.verdict.${verdict}`)} sx={GRID}>
        {posts.map((post) => (
          <Tile key={`${post.account.id} ${post.id}`} post={post} curation={curation} />
        ))}
      </Box>
      {count > first && first < LISTED_MAX && (
        <Button onClick={() => setFirst(Math.min(first + PAGE, LISTED_MAX))} sx={{ justifySelf: "center" }}>
          {translate("darkroom.media.show_more")}
        </Button>
      )}
    </>
  );
}

function Tile({ post, curation }: { post: FeedPictureFragment; curation: Curation }) {
  const translate = useTranslate();
  const format = useFormat();
  const why = useWhy();
  const isBusy = curation.busyIds.has(post.id);
  const day = format.day(new Date(post.timestamp));
  return (
    <Box component="li" aria-busy={isBusy} sx={{ minWidth: 0 }}>
      <Box
        sx={{ ...FRAME, "& img": { opacity: isBusy ? 0.4 : 1 } }}
        style={{ backgroundColor: post.image?.palette?.[0] }}
      >
        <PostPicture post={post} />
      </Box>
      <PostCaption post={post}>
        <WhyButton {...{ post, day, why, curation }} />
        <Button
          size="small"
          onClick={() => curation.decide(post.id, "SHOW")}
          aria-label={`${translate("darkroom.feeds.not_shown.show")}: ${day}`}
        >
          {translate("darkroom.feeds.not_shown.show")}
        </Button>
      </PostCaption>
    </Box>
  );
}
