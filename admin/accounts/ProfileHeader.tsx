import OpenIcon from "@mui/icons-material/OpenInNew";
import { Alert, Box, Card, Link, Typography } from "@mui/material";
import { type Translate, useTranslate } from "../i18n/use-translate.js";
import { StateHelp } from "../states/StateHelp.js";
import { AccountAvatar } from "../ui/AccountAvatar.js";
import type { AccountDetail } from "../ui/account-detail.js";
import { InlineCode } from "../ui/InlineCode.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { StatusChip } from "../ui/StatusChip.js";

/** Who the account says it is, how it is, and what is wrong if anything is. */
export function ProfileHeader({ account }: { account: AccountDetail }) {
  const translate = useTranslate();
  const { username, profile } = account;
  return (
    <Card sx={{ display: "grid", gap: 2, p: { xs: 2, md: 2.5 } }}>
      <Box sx={{ display: "flex", gap: { xs: 2, md: 3 } }}>
        <AccountAvatar username={username} url={profile.profilePictureUrl} size={80} />
        <Box sx={{ display: "grid", gap: 0.75, justifyItems: "start", minWidth: 0 }}>
          <Box sx={{ alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1 }}>
            <Typography sx={{ fontWeight: 650 }}>{profile.name ?? `@${username}`}</Typography>
            <StatusChip account={account} />
            {account.paused && <Typography variant="body2">{translate("darkroom.account.header.paused")}</Typography>}
            <StateHelp account={account} />
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
      <Problems account={account} />
    </Card>
  );
}

function Links({ account: { username, profile } }: { account: AccountDetail }) {
  const translate = useTranslate();
  const isWebsite = profile.website && /^https?:\/\//.test(profile.website);
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 2, typography: "body2" }}>
      <Link href={`https://www.instagram.com/${username}/`} target="_blank" rel="noreferrer" sx={OUTWARD}>
        {translate("darkroom.account.header.at_instagram")} <OpenIcon fontSize="inherit" />
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

function Counts({ account }: { account: AccountDetail }) {
  const translate = useTranslate();
  const { profile, postCount, connectedAt } = account;
  const counts = [
    translate("darkroom.account.header.stored", { smart_count: postCount }),
    profile.mediaCount !== null &&
      translate("darkroom.account.header.posts_at_instagram", { count: profile.mediaCount }),
    profile.followersCount !== null &&
      translate("darkroom.account.header.followers", { smart_count: profile.followersCount }),
    profile.followsCount !== null && translate("darkroom.account.header.follows", { count: profile.followsCount }),
    profile.accountType && typeText(profile.accountType, translate),
  ].filter(Boolean);
  return (
    <Typography variant="body2" color="text.secondary">
      {counts.join(" · ")} · {translate("darkroom.account.header.connected")} <RelativeTime at={connectedAt} />
    </Typography>
  );
}

/** Instagram may have types that nobody knew when this was written. */
function typeText(type: string, translate: Translate): string {
  if (type === "BUSINESS" || type === "MEDIA_CREATOR") return translate(`darkroom.account.header.type.${type}`);
  return type.replaceAll("_", " ").toLowerCase();
}

function Problems({ account: { token, stale, staleCause, snoozedUntil } }: { account: AccountDetail }) {
  const translate = useTranslate();
  const failure = token?.failure;
  return (
    <>
      {failure && (
        <Alert severity={token?.health === "HEALTHY" ? "warning" : "error"}>
          <InlineCode text={translate(`darkroom.states.step.cause.${failure.cause}`)} />
        </Alert>
      )}
      {stale && staleCause !== failure?.cause && (
        <Alert severity="warning">
          {translate("darkroom.account.header.stale", {
            cause: translate(staleCause ? `darkroom.ui.cause.${staleCause}` : "darkroom.account.header.overdue"),
          })}
        </Alert>
      )}
      {snoozedUntil && (
        <Alert severity="info">
          {translate("darkroom.account.header.snoozed")} <RelativeTime at={snoozedUntil} />.
        </Alert>
      )}
    </>
  );
}
