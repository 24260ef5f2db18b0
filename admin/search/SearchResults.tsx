import FeedIcon from "@mui/icons-material/DynamicFeed";
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
import type { SearchBox } from "./SearchDialog.js";

/** What was found, in groups. */
export function SearchResults({ box, isBusy }: { box: SearchBox; isBusy: boolean }) {
  const translate = useTranslate();
  if (box.groups.length === 0) return null;
  return (
    <Box
      component="ul"
      {...box.getListboxProps()}
      aria-label={translate("darkroom.search.results")}
      aria-busy={isBusy}
      sx={LIST}
    >
      {box.groups.map(({ key, index, group, options }) => (
        <Box component="li" key={key} role="presentation">
          <Typography component="div" variant="overline" color="text.secondary" id={`search-${group}`} sx={HEAD}>
            {translate(`darkroom.search.group.${group as Hit["group"]}`)}
          </Typography>
          <Box component="ul" role="group" aria-labelledby={`search-${group}`} sx={LIST}>
            {options.map((hit, place) => {
              const { key: optionKey, ...option } = box.getOptionProps({ option: hit, index: index + place });
              return (
                <Box component="li" key={optionKey} {...option} sx={OPTION}>
                  <HitLine hit={hit} />
                </Box>
              );
            })}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

const LIST = { listStyle: "none", m: 0, p: 0 };
const HEAD = { display: "block", lineHeight: 2.2, px: 2 };
const OPTION = {
  cursor: "pointer",
  minHeight: 48,
  px: 2,
  py: 1,
  "&.Mui-focused, &.Mui-focusVisible": { bgcolor: "action.selected" },
};

/** One result: its picture, its name, and what tells it from others of the name. */
function HitLine({ hit }: { hit: Hit }) {
  const translate = useTranslate();
  const format = useFormat();
  if (hit.group === "keys") {
    const { name, prefix, revokedAt } = hit.apiKey;
    const state = revokedAt ? ` · ${translate("darkroom.search.revoked")}` : "";
    return <Line picture={<Sign icon={<KeyIcon />} />} name={name} detail={`${prefix}…${state}`} />;
  }
  if (hit.group === "feeds") {
    return <Line picture={<Sign icon={<FeedIcon />} />} name={hit.feed.title} detail={hit.feed.slug} />;
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
