import CloseIcon from "@mui/icons-material/Close";
import { Box, Button, Dialog, IconButton, Skeleton, Typography } from "@mui/material";
import { useEffect, useId, useRef, useState } from "react";
import type { FeedPictureFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ownPath } from "../lib/own-path.js";
import { useAltText } from "../media/use-alt-text.js";
import { Keys } from "../shortcuts/Keys.js";
import { useSingleKeys } from "../shortcuts/use-shortcuts.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { useIsWide } from "../ui/use-is-wide.js";
import { VISUALLY_HIDDEN } from "../ui/visually-hidden.js";
import { type ReviewQueue, useReviewQueue } from "./use-review-queue.js";

interface ReviewDialogProps {
  feedId: string;
  /** When it was opened. */
  waitingCount: number;
  onClose(): void;
}

const KEYS = { s: "SHOW", h: "HIDE", u: "UNDO" } as const;
type Act = (typeof KEYS)[keyof typeof KEYS];

/** The posts that wait, one by one: S shows, H hides, U takes the last decision back, Escape leaves. */
export function ReviewDialog({ feedId, waitingCount, onClose }: ReviewDialogProps) {
  const translate = useTranslate();
  const titleId = useId();
  const isWide = useIsWide();
  const [areKeysOn] = useSingleKeys();
  const [spoken, setSpoken] = useState("");
  const queue = useReviewQueue(feedId);
  const [totalCount] = useState(waitingCount);
  const left = Math.max(totalCount - queue.decidedCount, 0);
  // Nobody decides what is not on screen.
  const canDecide = Boolean(queue.post) && !queue.error;
  function act(what: Act) {
    if (what === "UNDO" ? queue.decidedCount === 0 : !canDecide) return;
    if (what === "UNDO") queue.undo();
    else queue.decide(what);
    const next = what === "UNDO" ? left + 1 : left - 1;
    setSpoken(
      `${translate(`darkroom.feeds.review.did.${what}`)} ${translate("darkroom.feeds.review.left", { smart_count: Math.max(next, 0) })}`,
    );
  }
  useKeys(act);
  return (
    <Dialog open onClose={onClose} fullScreen={!isWide} fullWidth maxWidth="md" aria-labelledby={titleId}>
      <Box sx={BAR}>
        <Typography id={titleId} component="h2" variant="h2">
          {translate("darkroom.feeds.review.title")}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {translate("darkroom.feeds.review.left", { smart_count: left })}
        </Typography>
        <IconButton onClick={onClose} aria-label={translate("darkroom.feeds.review.close")} sx={{ ml: "auto" }}>
          <CloseIcon />
        </IconButton>
      </Box>
      <Box role="status" aria-live="assertive" sx={VISUALLY_HIDDEN}>
        {spoken}
      </Box>
      <Box sx={CONTENT}>
        <Waiting queue={queue} />
      </Box>
      <Acts {...{ act }} canDecide={canDecide} canUndo={queue.decidedCount > 0} areKeysOn={areKeysOn} />
    </Dialog>
  );
}

/** Wherever the focus is: a button that is disabled or goes away loses it. */
function useKeys(act: (what: Act) => void): void {
  const [areKeysOn] = useSingleKeys();
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!areKeysOn) return;
    function press({ key, altKey, ctrlKey, metaKey, repeat }: KeyboardEvent) {
      if (altKey || ctrlKey || metaKey || repeat) return;
      const what = KEYS[key.toLowerCase() as keyof typeof KEYS];
      if (what) latest.current(what);
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [areKeysOn]);
}

/** As high for every post, so that the buttons stay where they are. */
const CONTENT = { flex: "1 1 auto", height: { md: "36rem" }, overflowY: "auto", p: 2 };
const BAR = { alignItems: "center", borderBottom: 1, borderColor: "divider", display: "flex", gap: 1.5, px: 2, py: 1 };

function Waiting({ queue: { post, error, retry } }: { queue: ReviewQueue }) {
  const translate = useTranslate();
  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (post === undefined) return <Skeleton variant="rounded" height={360} aria-busy />;
  if (post) return <ReviewedPost key={post.id} post={post} />;
  return (
    <EmptyState title={translate("darkroom.feeds.review.done")} text={translate("darkroom.feeds.review.done_help")} />
  );
}

function ReviewedPost({ post }: { post: FeedPictureFragment }) {
  const translate = useTranslate();
  const altText = useAltText();
  const { image, caption, account, timestamp } = post;
  return (
    <Box sx={POST}>
      <Box sx={PICTURE}>
        {image && (
          <img
            src={ownPath(image.url)}
            alt={altText(image.alt)}
            style={{ height: "100%", objectFit: "contain", width: "100%" }}
          />
        )}
      </Box>
      <Box sx={{ alignContent: "start", display: "grid", gap: 1 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          @{account.username}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          <RelativeTime at={timestamp} />
        </Typography>
        <Typography variant="body2" sx={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
          {caption ?? translate("darkroom.media.lightbox.no_caption")}
        </Typography>
      </Box>
    </Box>
  );
}

const POST = {
  display: "grid",
  gap: 2,
  gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1.4fr) minmax(0, 1fr)" },
};
const PICTURE = {
  aspectRatio: "1",
  bgcolor: "action.hover",
  borderRadius: 1.5,
  maxHeight: "60vh",
  overflow: "hidden",
  width: "100%",
};

interface ActsProps {
  canDecide: boolean;
  canUndo: boolean;
  areKeysOn: boolean;
  act(what: Act): void;
}

/** They stay where they are while posts change. */
function Acts({ canDecide, canUndo, areKeysOn, act }: ActsProps) {
  const translate = useTranslate();
  const sign = (key: string) => (areKeysOn ? { endIcon: <Keys keys={[key]} /> } : {});
  return (
    <Box sx={ACTS}>
      <Button onClick={() => act("UNDO")} disabled={!canUndo} color="inherit" {...sign("U")}>
        {translate("darkroom.ui.undo")}
      </Button>
      <Button onClick={() => act("HIDE")} disabled={!canDecide} variant="outlined" color="error" {...sign("H")}>
        {translate("darkroom.feeds.review.hide")}
      </Button>
      <Button
        autoFocus
        onClick={() => act("SHOW")}
        disabled={!canDecide}
        variant="outlined"
        color="success"
        {...sign("S")}
      >
        {translate("darkroom.feeds.review.show")}
      </Button>
    </Box>
  );
}

const ACTS = { borderTop: 1, borderColor: "divider", display: "flex", gap: 1, justifyContent: "flex-end", p: 1.5 };
