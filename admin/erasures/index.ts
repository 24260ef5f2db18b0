import icon from "@mui/icons-material/DeleteSweepOutlined";
import { lazy } from "react";

export const erasures = {
  name: "erasures",
  icon,
  list: lazy(async () => ({ default: (await import("./ErasureList.js")).ErasureList })),
  recordRepresentation: "id",
} as const;
