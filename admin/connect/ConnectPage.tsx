import { Skeleton } from "@mui/material";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { ConnectPlacesDocument } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { LinkPanel } from "../links/LinkPanel.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Page } from "../ui/Page.js";
import { ConnectPanel } from "./ConnectPanel.js";
import { ImportPanel } from "./ImportPanel.js";
import { MetaPanel } from "./MetaPanel.js";

/** The ways to connect an account: here and now, by a link for its owner, or by a token got elsewhere. */
export function ConnectPage() {
  const translate = useTranslate();
  const { data, error, refetch } = useGraphqlQuery("connect", ConnectPlacesDocument);
  const places = data?.settings ?? null;
  return (
    <Page title={translate("darkroom.connect.title")}>
      {error && !places && <ErrorState error={error} onRetry={refetch} />}
      {/* Not sooner: what the server is decides which notes stand on top. */}
      {places || error ? (
        <>
          <ConnectPanel places={places} />
          <LinkPanel />
          <ImportPanel />
          <MetaPanel places={places} />
        </>
      ) : (
        <Skeleton variant="rounded" height={420} aria-busy="true" />
      )}
    </Page>
  );
}
