import icon from "@mui/icons-material/PlaylistPlay";
import { lazy } from "react";

export const jobs = {
  name: "jobs",
  icon,
  list: lazy(async () => ({ default: (await import("./JobList.js")).JobList })),
  recordRepresentation: "kind",
} as const;
