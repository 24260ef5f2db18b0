import ConnectIcon from "@mui/icons-material/AddLink";
import CheckIcon from "@mui/icons-material/TaskAltOutlined";
import {
  Alert,
  Box,
  Button,
  Link,
  List,
  ListItem,
  ListItemIcon,
  ListItemText,
  Skeleton,
  Typography,
} from "@mui/material";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { ConnectPlacesDocument, type ConnectPlacesQuery } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { LinkPanel } from "../links/LinkPanel.js";
import { ErrorState } from "../ui/ErrorState.js";
import { InlineCode } from "../ui/InlineCode.js";
import { Page } from "../ui/Page.js";
import { Panel } from "../ui/Panel.js";
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

export type Places = NonNullable<ConnectPlacesQuery["settings"]>;

/** What must be true before, and the way to Instagram: with the whole page, because Instagram refuses pop-ups. */
function ConnectPanel({ places }: { places: Places | null }) {
  const translate = useTranslate();
  const home = places && elsewhere(places.publicUrl);
  return (
    <Panel title={translate("darkroom.connect.yourself.title")}>
      {places?.mode === "SANDBOX" && (
        <Alert severity="info">
          <InlineCode text={translate("darkroom.connect.yourself.sandbox")} />
        </Alert>
      )}
      {home && (
        <Alert severity="warning">
          {translate("darkroom.connect.yourself.other_address")} <Link href={`${home}/admin/connect`}>{home}</Link>.
        </Alert>
      )}
      <Typography>{translate("darkroom.connect.yourself.intro")}</Typography>
      <List dense disablePadding aria-label={translate("darkroom.connect.yourself.checks")}>
        {CHECKS.map((check) => (
          <ListItem key={check} disableGutters sx={{ alignItems: "flex-start", py: 0.5 }}>
            <ListItemIcon sx={{ minWidth: 36, mt: 0.5 }}>
              <CheckIcon color="primary" fontSize="small" />
            </ListItemIcon>
            <ListItemText
              primary={translate(`darkroom.connect.yourself.${check}`)}
              secondary={translate(`darkroom.connect.yourself.${check}_help`)}
              slotProps={{ primary: { sx: { fontWeight: 600 } } }}
            />
          </ListItem>
        ))}
      </List>
      <Box>
        <Button href="/oauth/start" variant="contained" size="large" startIcon={<ConnectIcon />}>
          {translate("darkroom.connect.yourself.start")}
        </Button>
      </Box>
    </Panel>
  );
}

const CHECKS = ["professional", "tester", "redirect"] as const;

/** The server's own address, where this page was opened by another one: the handshake's cookie would stay behind. */
function elsewhere(publicUrl: string): string | null {
  const { origin } = new URL(publicUrl);
  return origin === window.location.origin ? null : origin;
}
