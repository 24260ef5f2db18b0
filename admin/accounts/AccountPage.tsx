import { Alert, Box, Skeleton } from "@mui/material";
import { lazy, Suspense } from "react";
import { useParams, useSearchParams } from "react-router-dom";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { AccountDocument } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { MediaPanel } from "../media/MediaPanel.js";
import { TokenPanel } from "../tokens/TokenPanel.js";
import type { AccountDetail } from "../ui/account-detail.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { Page } from "../ui/Page.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { DangerPanel } from "./DangerPanel.js";
import { FeedsPanel } from "./FeedsPanel.js";
import { KeysPanel } from "./KeysPanel.js";
import { NotesAndTagsPanel } from "./NotesAndTagsPanel.js";
import { ProfileHeader } from "./ProfileHeader.js";
import { ReconnectButtons } from "./ReconnectButtons.js";
import { SnippetPanel } from "./SnippetPanel.js";
import { SyncPanel } from "./SyncPanel.js";

const LinkedPost = lazy(async () => ({ default: (await import("../media/LinkedPost.js")).LinkedPost }));

/** Everything about one account, and everything that can be done to it. */
export function AccountPage() {
  const translate = useTranslate();
  const { id = "" } = useParams();
  const { data, error, refetch } = useGraphqlQuery("accounts", AccountDocument, { variables: { id } });
  if (data?.account) {
    const { account, settings, erasureDueAt } = data;
    return <Account account={account} publicUrl={settings?.publicUrl ?? ""} erasureDueAt={erasureDueAt} />;
  }
  if (data) return <NotFound />;
  return (
    <Page title={translate("darkroom.account.title")}>
      {error ? <ErrorState error={error} onRetry={refetch} /> : <Skeletons />}
    </Page>
  );
}

interface AccountProps {
  account: AccountDetail;
  publicUrl: string;
  /** When it is erased unless it is reconnected. */
  erasureDueAt: string | null;
}

function Account({ account, publicUrl, erasureDueAt }: AccountProps) {
  const translate = useTranslate();
  const [query] = useSearchParams();
  return (
    <Page title={`@${account.username}`} actions={<ReconnectButtons account={account} />}>
      <ProfileHeader account={account} />
      {erasureDueAt && (
        <Alert severity="warning">
          {translate("darkroom.account.erased.before")} <RelativeTime at={erasureDueAt} />{" "}
          {translate("darkroom.account.erased.after")}
        </Alert>
      )}
      <Box sx={COLUMNS}>
        <MediaPanel key={account.id} account={account} />
        <Box sx={COLUMN}>
          <TokenPanel key={account.id} account={account} />
          <SyncPanel account={account} />
          <NotesAndTagsPanel account={account} />
          <FeedsPanel account={account} />
          <KeysPanel account={account} />
        </Box>
      </Box>
      {query.has("post") && (
        <Suspense>
          <LinkedPost accountId={account.id} />
        </Suspense>
      )}
      <SnippetPanel username={account.username} publicUrl={publicUrl} />
      <DangerPanel account={account} />
    </Page>
  );
}

const COLUMN = { display: "grid", gap: 2.5, gridTemplateColumns: "minmax(0, 1fr)" };
/** The posts, and beside them what keeps them up to date; on a phone the one above the other. */
const COLUMNS = {
  ...COLUMN,
  alignItems: "start",
  gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 1.7fr) minmax(0, 1fr)" },
};

function NotFound() {
  const translate = useTranslate();
  return (
    <Page title={translate("darkroom.account.not_found.title")}>
      <EmptyState
        title={translate("darkroom.account.not_found.what")}
        text={translate("darkroom.account.not_found.help")}
        action={
          <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
            <LinkButton to="/accounts" variant="contained">
              {translate("darkroom.account.not_found.all")}
            </LinkButton>
            <LinkButton to="/events" variant="outlined">
              {translate("darkroom.account.not_found.activity")}
            </LinkButton>
          </Box>
        }
      />
    </Page>
  );
}

function Skeletons() {
  return (
    <Box sx={COLUMN} aria-busy="true">
      <Skeleton variant="rounded" height={140} />
      <Box sx={COLUMNS}>
        <Skeleton variant="rounded" height={600} />
        <Skeleton variant="rounded" height={600} />
      </Box>
    </Box>
  );
}
