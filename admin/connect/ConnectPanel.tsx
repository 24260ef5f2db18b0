import ConnectIcon from "@mui/icons-material/AddLink";
import CheckIcon from "@mui/icons-material/TaskAltOutlined";
import { Alert, Box, Button, Link, List, ListItem, ListItemIcon, ListItemText, Typography } from "@mui/material";
import { BRAND } from "../brand.js";
import type { ConnectPlacesQuery } from "../gql/graphql.js";
import { Panel } from "../ui/Panel.js";

export type Places = NonNullable<ConnectPlacesQuery["settings"]>;

/** What must be true before, and the way to Instagram: with the whole page, because Instagram refuses pop-ups. */
export function ConnectPanel({ places }: { places: Places | null }) {
  const home = places && elsewhere(places.publicUrl);
  return (
    <Panel title="Connect an account yourself">
      {places?.mode === "SANDBOX" && <SandboxNote />}
      {home && (
        <Alert severity="warning">
          Instagram redirects to another address than this dashboard's. Connect from{" "}
          <Link href={`${home}/admin/connect`}>{home}</Link>.
        </Alert>
      )}
      <Typography>
        You must be logged in at Instagram as the account's owner, or be able to log in as them. Before you begin:
      </Typography>
      <List dense disablePadding aria-label="Before you begin">
        {CHECKS.map(([title, text]) => (
          <ListItem key={title} disableGutters sx={{ alignItems: "flex-start", py: 0.5 }}>
            <ListItemIcon sx={{ minWidth: 36, mt: 0.5 }}>
              <CheckIcon color="primary" fontSize="small" />
            </ListItemIcon>
            <ListItemText primary={title} secondary={text} slotProps={{ primary: { sx: { fontWeight: 600 } } }} />
          </ListItem>
        ))}
      </List>
      <Box>
        <Button href="/oauth/start" variant="contained" size="large" startIcon={<ConnectIcon />}>
          Connect with Instagram
        </Button>
      </Box>
    </Panel>
  );
}

const CHECKS = [
  [
    "It is a professional account",
    "Business or creator. In Instagram's app: Settings, Account type and tools, Switch to professional account. Free of charge.",
  ],
  [
    "It may use the app",
    "While the Meta app is in development, add the account under App roles, Roles, Instagram testers in Meta's dashboard. Its owner accepts at instagram.com/accounts/manage_access, tab Tester invites. Otherwise Instagram says “Insufficient developer role”.",
  ],
  [
    "Meta knows the redirect address",
    "The first address under “Addresses for Meta” below must be in the app's settings exactly as shown, including slashes.",
  ],
] as const;

function SandboxNote() {
  return (
    <Alert severity="info">
      This server uses the sandbox, a fake Instagram, so none of this is needed yet. On the next page you choose a test
      account: start with @bakery; @hobby is a personal account and is rejected, as on Instagram. Set{" "}
      <code>INSTAGRAM_APP_ID</code> and <code>INSTAGRAM_APP_SECRET</code> to connect {BRAND.name} to the real Instagram.
    </Alert>
  );
}

/** The server's own address, where this page was opened by another one: the handshake's cookie would stay behind. */
function elsewhere(publicUrl: string): string | null {
  const { origin } = new URL(publicUrl);
  return origin === window.location.origin ? null : origin;
}
