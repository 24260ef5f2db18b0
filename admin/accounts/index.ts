import icon from "@mui/icons-material/PhotoCameraOutlined";
import { lazy } from "react";

export const accounts = {
  name: "accounts",
  icon,
  list: lazy(async () => ({ default: (await import("./AccountList.js")).AccountList })),
  show: lazy(async () => ({ default: (await import("./AccountPage.js")).AccountPage })),
  recordRepresentation: "username",
} as const;
