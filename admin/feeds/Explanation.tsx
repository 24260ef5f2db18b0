import OpenIcon from "@mui/icons-material/OpenInNew";
import { Box, Button, Chip, type ChipProps, Link, Skeleton, Typography } from "@mui/material";
import { Link as RouterLink } from "react-router-dom";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { ExplainPostDocument, type ExplainPostQuery, type FeedVerdict } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ErrorState } from "../ui/ErrorState.js";
import { accountUrl } from "../ui/list-url.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { PostPicture } from "./PostPicture.js";
import { FRAME } from "./PostTile.js";
import type { Curation } from "./use-curation.js";
import { useExplanationText } from "./use-explanation-text.js";

interface ExplanationProps {
  address: { mediaId: string } | { permalink: string };
  curation: Curation;
  /** Something was done with the post. */
  onDone?(): void;
}

type Explained = NonNullable<ExplainPostQuery["explainPost"]>;

/** Why a post is in a feed, or is not, and what can be done about it. */
export function Explanation({ address, curation, onDone }: ExplanationProps) {
  const translate = useTranslate();
  const explanationText = useExplanationText();
  const { data, error, refetch } = useGraphqlQuery("feeds", ExplainPostDocument, {
    variables: { feedId: curation.feedId, ...address },
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const explained = data?.explainPost;
  if (!explained) return <Skeleton variant="rounded" width={280} height={96} aria-busy />;
  const { verdict, media } = explained;
  return (
    <Box sx={{ display: "grid", gap: 1.5, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <Box sx={{ display: "flex", gap: 1.5 }}>
        {media && (
          <Box sx={{ flex: "none", width: 72 }}>
            <Box sx={FRAME}>
              <PostPicture post={media} />
            </Box>
          </Box>
        )}
        <Box sx={{ display: "grid", gap: 0.5, justifyItems: "start", minWidth: 0 }}>
          <Chip
            size="small"
            color={COLORS[verdict]}
            variant="outlined"
            label={translate(`darkroom.feeds.verdict.${verdict}`)}
          />
          {media && (
            <Typography variant="caption" color="text.secondary">
              @{media.account.username}, <RelativeTime at={media.timestamp} />
            </Typography>
          )}
        </Box>
      </Box>
      <Typography variant="body2" role="status" sx={{ overflowWrap: "anywhere" }}>
        {explanationText(explained)}
      </Typography>
      <Remedies explained={explained} curation={curation} onDone={onDone} />
      {media && <Links media={media} />}
    </Box>
  );
}

const COLORS: Record<FeedVerdict, ChipProps["color"]> = {
  SHOWN: "success",
  WAITING: "warning",
  HIDDEN: "error",
  EXCLUDED: "error",
  UNAVAILABLE: "default",
  NOT_IN_SOURCES: "default",
  DUPLICATE: "default",
  BEYOND_LIMIT: "default",
};

interface RemediesProps extends Pick<ExplanationProps, "curation"> {
  explained: Explained;
  onDone: (() => void) | undefined;
}

function Remedies({ explained: { verdict, decision, media }, curation, onDone }: RemediesProps) {
  const translate = useTranslate();
  if (!media) return null;
  const remedies: [keyof typeof CAN, () => void][] = [
    ["show", () => curation.decide(media.id, "SHOW")],
    ["hide", () => curation.hide(media.id)],
    ["undecide", () => curation.decide(media.id, "UNDECIDED")],
    ["pin", () => curation.pin(media.id, 1)],
  ];
  const offered = remedies.filter(
    ([name]) => CAN[name].includes(verdict) && (name !== "undecide" || decision !== "UNDECIDED"),
  );
  if (offered.length === 0) return null;
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
      {offered.map(([name, act]) => (
        <Button
          key={name}
          size="small"
          variant="outlined"
          onClick={() => {
            act();
            onDone?.();
          }}
        >
          {translate(`darkroom.feeds.why.${name}`)}
        </Button>
      ))}
    </Box>
  );
}

/** What can be done with posts of which verdict. */
const CAN: Record<"show" | "hide" | "undecide" | "pin", readonly FeedVerdict[]> = {
  show: ["HIDDEN", "EXCLUDED", "WAITING"],
  hide: ["SHOWN", "WAITING", "BEYOND_LIMIT"],
  undecide: ["HIDDEN", "SHOWN", "BEYOND_LIMIT"],
  pin: ["EXCLUDED", "WAITING", "BEYOND_LIMIT"],
};

function Links({ media }: { media: NonNullable<Explained["media"]> }) {
  const translate = useTranslate();
  const { id, account, permalink } = media;
  return (
    <Box sx={{ columnGap: 2, display: "flex", flexWrap: "wrap" }}>
      <Link
        component={RouterLink}
        variant="body2"
        to={`${accountUrl(account.id)}?${new URLSearchParams({ post: id })}`}
      >
        {translate("darkroom.feeds.why.open_here")}
      </Link>
      {permalink && (
        <Link href={permalink} target="_blank" rel="noreferrer" sx={OUTWARD}>
          {translate("darkroom.media.lightbox.open")} <OpenIcon fontSize="inherit" />
        </Link>
      )}
    </Box>
  );
}

const OUTWARD = { alignItems: "center", display: "inline-flex", gap: 0.5, typography: "body2" };
