import { Alert } from "@mui/material";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { LayoutStatusDocument } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { useIsServerAway } from "./use-is-server-away.js";

/** Says that what is on screen is old, for as long as the server does not answer; seen from wherever one has scrolled to. */
export function OfflineBanner() {
  const translate = useTranslate();
  const { data } = useGraphqlQuery("layout", LayoutStatusDocument);
  const isAway = useIsServerAway();
  // A page that has nothing to show yet says so itself.
  if (!data || !isAway) return null;
  return (
    <Alert severity="error" variant="filled" sx={BANNER}>
      {translate("darkroom.layout.offline")}
    </Alert>
  );
}

const BANNER = { mt: 2, position: "sticky", top: { xs: 64, sm: 56 }, zIndex: "appBar" } as const;
