import { Avatar } from "@mui/material";
import { ownRendition } from "../lib/own-path.js";

/** An account's picture, or the first letter of its name where there is none, or none that loads. Silent to screen readers: the name stands beside it. */
export function AccountAvatar({ username, url, size = 32 }: { username: string; url: string | null; size?: number }) {
  return (
    <Avatar
      alt=""
      {...(url && { src: ownRendition(url, size > 48 ? 320 : 96) })}
      sx={{ bgcolor: "divider", color: "text.primary", fontSize: size / 2.2, height: size, width: size }}
    >
      {username.charAt(0).toUpperCase()}
    </Avatar>
  );
}
