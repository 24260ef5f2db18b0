import icon from "@mui/icons-material/KeyOutlined";
import { lazy } from "react";

export const apiKeys = {
  name: "apiKeys",
  icon,
  list: lazy(async () => ({ default: (await import("./KeyList.js")).KeyList })),
  hasCreate: true,
  hasEdit: true,
  recordRepresentation: "name",
} as const;
