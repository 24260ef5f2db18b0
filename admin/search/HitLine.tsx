import KeyIcon from "@mui/icons-material/KeyOutlined";
import AllIcon from "@mui/icons-material/ManageSearch";
import PostIcon from "@mui/icons-material/PhotoOutlined";
import { Avatar, Box, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ownPath } from "../lib/own-path.js";
import { AccountAvatar } from "../ui/AccountAvatar.js";
import { StatusChip } from "../ui/StatusChip.js";
import type { Hit } from "./hits.js";

/** One result: its picture, its name, and what tells it from others of the name. */
export function HitLine({ hit }: { hit: Hit }) {
  const translate = useTranslate();
  const format = useFormat();
  if (hit.group === "keys") {
    const { name, prefix, revokedAt } = hit.apiKey;
    const state = revokedAt ? ` · ${translate("darkroom.search.revoked")}` : "";
    return <Line picture={<Sign icon={<KeyIcon />} />} name={name} detail={`${prefix}…${state}`} />;
  }
  if (hit.group === "posts") {
    const { caption, timestamp, image, account } = hit.post;
    const picture = image ? <Avatar variant="rounded" alt="" src={ownPath(image.url)} /> : <Sign icon={<PostIcon />} />;
    const detail = `@${account.username} · ${format.day(new Date(timestamp))}`;
    return <Line picture={picture} name={caption || translate("darkroom.search.no_caption")} detail={detail} />;
  }
  if (hit.account === null) {
    return <Line picture={<Sign icon={<AllIcon />} />} name={translate("darkroom.search.all", { count: hit.count })} />;
  }
  const { username, reference, profile } = hit.account;
  return (
    <Line
      picture={<AccountAvatar username={username} url={profile.profilePictureUrl} size={40} />}
      name={`@${username}`}
      detail={[profile.name, reference].filter(Boolean).join(" · ")}
      end={<StatusChip account={hit.account} />}
    />
  );
}

interface LineProps {
  picture: ReactNode;
  name: string;
  detail?: string;
  end?: ReactNode;
}

function Line({ picture, name, detail, end }: LineProps) {
  return (
    <Box sx={{ alignItems: "center", display: "flex", gap: 1.5 }}>
      {picture}
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography noWrap sx={{ fontWeight: 600 }}>
          {name}
        </Typography>
        {detail && (
          <Typography noWrap variant="body2" color="text.secondary">
            {detail}
          </Typography>
        )}
      </Box>
      {end}
    </Box>
  );
}

function Sign({ icon }: { icon: ReactNode }) {
  return (
    <Avatar variant="rounded" sx={{ bgcolor: "divider", color: "text.primary" }}>
      {icon}
    </Avatar>
  );
}
