import { Box, Chip, Link, Typography } from "@mui/material";
import { useRecordContext } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import type { AccountRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { AccountAvatar } from "../ui/AccountAvatar.js";
import { accountUrl } from "../ui/list-url.js";

const TAGS_SHOWN_MAX = 3;

/** Who an account is: picture, @name as the link to its page, name, and the operators' own words for it. */
export function AccountName() {
  const account = useRecordContext<AccountRowFragment>();
  if (!account) return null;
  const { id, username, profile, reference, tags } = account;
  const words = [profile.name, reference].filter(Boolean).join(" · ");
  return (
    <Box sx={{ alignItems: "center", display: "flex", gap: 1.5, minWidth: 0 }}>
      <AccountAvatar username={username} url={profile.profilePictureUrl} size={40} />
      <Box sx={{ minWidth: 0 }}>
        <Link component={RouterLink} to={accountUrl(id)} sx={NAME}>
          @{username}
        </Link>
        {words && (
          <Typography variant="caption" color="text.secondary" noWrap title={words} sx={{ display: "block" }}>
            {words}
          </Typography>
        )}
        {tags.length > 0 && <Tags tags={tags} />}
      </Box>
    </Box>
  );
}

const NAME = { display: "block", fontWeight: 600, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" };

function Tags({ tags }: { tags: string[] }) {
  const translate = useTranslate();
  const more = tags.length - TAGS_SHOWN_MAX;
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 0.5, mt: 0.25 }}>
      {tags.slice(0, TAGS_SHOWN_MAX).map((tag) => (
        <Chip key={tag} label={tag} size="small" sx={TAG} />
      ))}
      {more > 0 && (
        <Typography variant="caption" color="text.secondary" title={tags.slice(TAGS_SHOWN_MAX).join(", ")}>
          {translate("darkroom.accounts.more_tags", { count: more })}
        </Typography>
      )}
    </Box>
  );
}

const TAG = { fontSize: "0.6875rem", height: 18, maxWidth: 140 };
