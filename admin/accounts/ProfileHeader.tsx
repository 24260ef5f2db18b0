import OpenIcon from "@mui/icons-material/OpenInNew";
import { Alert, Box, Card, Link, Typography } from "@mui/material";
import type { OneAccount } from "../ui/one-account.js";
import { Portrait } from "../ui/Portrait.js";
import { StatusChip } from "../ui/StatusChip.js";
import { When } from "../ui/When.js";
import { CAUSE_WORDS } from "../ui/words.js";

/** Who the account says it is, how it is, and what is wrong if anything is. */
export function ProfileHeader({ account }: { account: OneAccount }) {
  const { username, profile } = account;
  return (
    <Card sx={{ display: "grid", gap: 2, p: { xs: 2, md: 2.5 } }}>
      <Box sx={{ display: "flex", gap: { xs: 2, md: 3 } }}>
        <Portrait username={username} url={profile.profilePictureUrl} size={80} />
        <Box sx={{ display: "grid", gap: 0.75, justifyItems: "start", minWidth: 0 }}>
          <Box sx={{ alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1 }}>
            <Typography sx={{ fontWeight: 650 }}>{profile.name ?? `@${username}`}</Typography>
            <StatusChip account={account} />
            {account.paused && <Typography variant="body2">Scheduled syncs are paused</Typography>}
          </Box>
          {profile.biography && (
            <Typography variant="body2" sx={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
              {profile.biography}
            </Typography>
          )}
          <Links account={account} />
          <Counts account={account} />
        </Box>
      </Box>
      <Trouble account={account} />
    </Card>
  );
}

function Links({ account: { username, profile } }: { account: OneAccount }) {
  const isWebsite = profile.website && /^https?:\/\//.test(profile.website);
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 2, typography: "body2" }}>
      <Link href={`https://www.instagram.com/${username}/`} target="_blank" rel="noreferrer" sx={OUTWARD}>
        Profile at Instagram <OpenIcon fontSize="inherit" />
      </Link>
      {profile.website && isWebsite && (
        <Link href={profile.website} target="_blank" rel="noreferrer" sx={OUTWARD}>
          {profile.website} <OpenIcon fontSize="inherit" />
        </Link>
      )}
    </Box>
  );
}

const OUTWARD = { alignItems: "center", display: "inline-flex", gap: 0.5, overflowWrap: "anywhere" };

function Counts({ account }: { account: OneAccount }) {
  const { profile, postCount, connectedAt } = account;
  const counts = [
    `${postCount.toLocaleString("en")} stored posts`,
    profile.mediaCount !== null && `${profile.mediaCount.toLocaleString("en")} at Instagram`,
    profile.followersCount !== null && `${profile.followersCount.toLocaleString("en")} followers`,
    profile.followsCount !== null && `follows ${profile.followsCount.toLocaleString("en")}`,
    profile.accountType?.replaceAll("_", " ").toLowerCase(),
  ].filter(Boolean);
  return (
    <Typography variant="body2" color="text.secondary">
      {counts.join(" · ")} · connected <When at={connectedAt} />
    </Typography>
  );
}

function Trouble({ account: { token, stale, staleCause, snoozedUntil } }: { account: OneAccount }) {
  const failure = token?.failure;
  return (
    <>
      {failure && <Alert severity={token?.health === "HEALTHY" ? "warning" : "error"}>{failure.nextStep}</Alert>}
      {stale && staleCause !== failure?.cause && (
        <Alert severity="warning">
          What is served is the last good copy: {staleCause ? CAUSE_WORDS[staleCause] : "its sync is overdue"}.
        </Alert>
      )}
      {snoozedUntil && (
        <Alert severity="info">
          Left out of those that need you: back <When at={snoozedUntil} />.
        </Alert>
      )}
    </>
  );
}
