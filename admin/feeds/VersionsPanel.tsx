import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Skeleton,
  Typography,
} from "@mui/material";
import { useId, useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { FeedPreviewDocument, type FeedPreviewQuery } from "../gql/graphql.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Panel } from "../ui/Panel.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { PostPicture } from "./PostPicture.js";
import { FRAME } from "./PostTile.js";
import { useEffectText } from "./SaveBar.js";
import type { FeedDetail } from "./use-draft.js";
import { useSummaryText } from "./use-summary-text.js";

const FOLDED = 5;

/** Who changed a feed, when and how; an earlier version can be restored. */
export function VersionsPanel({ feed }: { feed: FeedDetail }) {
  const translate = useTranslate();
  const summaryText = useSummaryText();
  const [isUnfolded, setIsUnfolded] = useState(false);
  const [restoring, setRestoring] = useState<number | null>(null);
  const versions = feed.versions ?? [];
  const shown = isUnfolded ? versions : versions.slice(0, FOLDED);
  return (
    <Panel title={translate("darkroom.feeds.versions.title")}>
      <Box component="ol" aria-label={translate("darkroom.feeds.versions.title")} sx={LIST}>
        {shown.map(({ version, at, by, summary }) => (
          <Box component="li" key={version} sx={LINE}>
            <Box sx={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }}>
              <Typography variant="body2">{summaryText(summary)}</Typography>
              <Typography variant="caption" color="text.secondary">
                {translate("darkroom.feeds.versions.number", { version })} · {serverText(by, translate)} ·{" "}
                <RelativeTime at={at} />
              </Typography>
            </Box>
            {version !== feed.version && (
              <Button
                size="small"
                onClick={() => setRestoring(version)}
                aria-label={translate("darkroom.feeds.versions.restore_which", { version })}
              >
                {translate("darkroom.feeds.versions.restore")}
              </Button>
            )}
          </Box>
        ))}
      </Box>
      {versions.length > shown.length && (
        <Button size="small" onClick={() => setIsUnfolded(true)} sx={{ justifySelf: "start" }}>
          {translate("darkroom.feeds.versions.more")}
        </Button>
      )}
      {restoring !== null && <RestoreDialog feedId={feed.id} version={restoring} onClose={() => setRestoring(null)} />}
    </Panel>
  );
}

const LIST = { display: "grid", gap: 1.25, listStyle: "none", m: 0, p: 0 };
const LINE = { alignItems: "start", display: "flex", gap: 1 };

interface RestoreDialogProps {
  feedId: string;
  version: number;
  onClose(): void;
}

/** Shows the difference first. */
function RestoreDialog({ feedId, version, onClose }: RestoreDialogProps) {
  const translate = useTranslate();
  const id = useId();
  const { data, error, refetch } = useGraphqlQuery("feeds", FeedPreviewDocument, {
    variables: { id: feedId, version, input: {} },
  });
  const [restore, isRestoring] = useAction("restoreFeed", {
    successMessage: translate("darkroom.feeds.versions.restored", { version }),
    onSuccess: onClose,
  });
  const change = data?.previewFeed;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby={id}>
      <DialogTitle id={id}>{translate("darkroom.feeds.versions.restore_title", { version })}</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
        {error && !change && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !change && <Skeleton variant="rounded" height={120} aria-busy />}
        {change && <Difference change={change} />}
        <Typography variant="body2" color="text.secondary">
          {translate("darkroom.feeds.versions.restore_help")}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} color="inherit">
          {translate("darkroom.ui.cancel")}
        </Button>
        <Button
          variant="contained"
          disabled={!change}
          loading={isRestoring}
          onClick={() => restore({ id: feedId, version })}
        >
          {translate("darkroom.feeds.versions.restore")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Difference({ change }: { change: NonNullable<FeedPreviewQuery["previewFeed"]> }) {
  const translate = useTranslate();
  const effect = useEffectText(change);
  const summaryText = useSummaryText();
  const enteredIds = new Set(change.entered.map(({ id }) => id));
  const entering = change.posts.map(({ media }) => media).filter(({ id }) => enteredIds.has(id));
  return (
    <>
      <Alert severity="info">{summaryText(change.summary)}</Alert>
      <Typography sx={{ fontWeight: 600 }}>{effect}</Typography>
      <Strip title={translate("darkroom.feeds.mark.ENTERS")} posts={entering} />
      <Strip title={translate("darkroom.feeds.mark.LEAVES")} posts={change.left} />
    </>
  );
}

const SHOWN_MAX = 12;

function Strip({ title, posts }: { title: string; posts: NonNullable<FeedPreviewQuery["previewFeed"]>["left"] }) {
  if (posts.length === 0) return null;
  return (
    <Box>
      <Typography variant="body2" component="h3">
        {title}
      </Typography>
      <Box component="ul" sx={{ display: "flex", flexWrap: "wrap", gap: 0.75, listStyle: "none", m: 0, p: 0, pt: 0.5 }}>
        {posts.slice(0, SHOWN_MAX).map((post) => (
          <Box component="li" key={`${post.account.id} ${post.id}`} sx={{ width: 64 }}>
            <Box sx={FRAME}>
              <PostPicture post={post} />
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
