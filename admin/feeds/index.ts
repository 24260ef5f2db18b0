import icon from "@mui/icons-material/DynamicFeed";
import { lazy } from "react";

export const feeds = {
  name: "feeds",
  icon,
  list: lazy(async () => ({ default: (await import("./FeedList.js")).FeedList })),
  show: lazy(async () => ({ default: (await import("./FeedPage.js")).FeedPage })),
  hasCreate: true,
  recordRepresentation: "title",
} as const;
