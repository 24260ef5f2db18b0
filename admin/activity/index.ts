import icon from "@mui/icons-material/History";
import { lazy } from "react";

export const events = {
  name: "events",
  icon,
  list: lazy(async () => ({ default: (await import("./EventList.js")).EventList })),
  recordRepresentation: "action",
} as const;
