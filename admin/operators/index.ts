import icon from "@mui/icons-material/PeopleOutlined";
import { lazy } from "react";

export const operators = {
  name: "operators",
  icon,
  list: lazy(async () => ({ default: (await import("./OperatorList.js")).OperatorList })),
  hasCreate: true,
  recordRepresentation: "email",
} as const;
