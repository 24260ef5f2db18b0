import { Box, Skeleton } from "@mui/material";
import { useNotify } from "react-admin";
import { useParams } from "react-router-dom";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { FeedPageDocument } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { LeaveGuard } from "../ui/LeaveGuard.js";
import { LinkButton } from "../ui/LinkButton.js";
import { Page } from "../ui/Page.js";
import { DangerPanel } from "./DangerPanel.js";
import { FeedHeader } from "./FeedHeader.js";
import { FeedPanel } from "./FeedPanel.js";
import { NotShownPanel } from "./NotShownPanel.js";
import { PermalinkPanel } from "./PermalinkPanel.js";
import { ReviewPanel } from "./ReviewPanel.js";
import { RulesPanel } from "./RulesPanel.js";
import { SaveBar } from "./SaveBar.js";
import { SettingsPanel } from "./SettingsPanel.js";
import { SourcesPanel } from "./SourcesPanel.js";
import { UseButton } from "./UsePanel.js";
import { useCuration } from "./use-curation.js";
import { type FeedDetail, useDraft } from "./use-draft.js";
import { usePreview } from "./use-preview.js";
import { VersionsPanel } from "./VersionsPanel.js";

/** One feed as it looks, and everything that decides what is in it. */
export function FeedPage() {
  const translate = useTranslate();
  const { id = "" } = useParams();
  const { data, error, refetch } = useGraphqlQuery("feeds", FeedPageDocument, { variables: { id } });
  if (data?.feed) {
    return <Feed key={data.feed.id} feed={data.feed} publicUrl={data.settings?.publicUrl || location.origin} />;
  }
  if (data) return <NotFound />;
  return (
    <Page title={translate("darkroom.feeds.page.title")}>
      {error ? <ErrorState error={error} onRetry={refetch} /> : <Skeletons />}
    </Page>
  );
}

function Feed({ feed, publicUrl }: { feed: FeedDetail; publicUrl: string }) {
  const translate = useTranslate();
  const notify = useNotify();
  const draft = useDraft(feed, () => notify(translate("darkroom.feeds.save.saved"), { type: "success" }));
  const curation = useCuration(feed);
  const preview = usePreview(feed.id, draft.changes);
  return (
    <Page title={feed.title} actions={<UseButton feed={feed} publicUrl={publicUrl} />}>
      <FeedHeader feed={feed} />
      <Box sx={COLUMNS}>
        <Box sx={COLUMN}>
          {feed.mode === "REVIEW" && <ReviewPanel feed={feed} />}
          <FeedPanel feed={feed} preview={preview} curation={curation} />
          <PermalinkPanel curation={curation} />
          <NotShownPanel feed={feed} curation={curation} />
        </Box>
        <Box sx={COLUMN}>
          <SourcesPanel draft={draft} />
          <RulesPanel draft={draft} />
          <SettingsPanel draft={draft} />
          <VersionsPanel feed={feed} />
        </Box>
      </Box>
      <DangerPanel feed={feed} />
      <SaveBar draft={draft} preview={preview} />
      <LeaveGuard isDirty={draft.isDirty} />
    </Page>
  );
}

const COLUMN = { display: "grid", gap: 2.5, gridTemplateColumns: "minmax(0, 1fr)" };
/** The posts, and beside them what decides; on a phone the one above the other. */
const COLUMNS = {
  ...COLUMN,
  alignItems: "start",
  gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 1.7fr) minmax(0, 1fr)" },
};

function NotFound() {
  const translate = useTranslate();
  return (
    <Page title={translate("darkroom.feeds.page.not_found")}>
      <EmptyState
        title={translate("darkroom.feeds.page.not_found_what")}
        text={translate("darkroom.feeds.page.not_found_help")}
        action={
          <LinkButton to="/feeds" variant="contained">
            {translate("darkroom.feeds.page.all")}
          </LinkButton>
        }
      />
    </Page>
  );
}

function Skeletons() {
  return (
    <Box sx={COLUMN} aria-busy="true">
      <Skeleton variant="rounded" height={56} />
      <Box sx={COLUMNS}>
        <Skeleton variant="rounded" height={600} />
        <Skeleton variant="rounded" height={600} />
      </Box>
    </Box>
  );
}
