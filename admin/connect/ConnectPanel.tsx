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
          You have opened the dashboard by another address than the one that Instagram sends people back to. Connect
          from <Link href={`${home}/admin/connect`}>{home}</Link>.
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
    "The redirect address is known to Meta",
    "The first address under “For Meta's form” below must stand in the app's settings, byte for byte: no slash more, no slash less.",
  ],
] as const;

function SandboxNote() {
  return (
    <Alert severity="info">
      This server speaks to the pretend Instagram that it carries, so nothing of this is needed yet. The next page lets
      you choose who you are: @bakery is a good start, @hobby is a personal account and is refused, as it would be for
      real. Set <code>INSTAGRAM_APP_ID</code> and <code>INSTAGRAM_APP_SECRET</code> to let {BRAND.name} speak to the
      real one.
    </Alert>
  );
}

/** The server's own address, where this page was opened by another one: the handshake's cookie would stay behind. */
function elsewhere(publicUrl: string): string | null {
  const { origin } = new URL(publicUrl);
  return origin === window.location.origin ? null : origin;
}
