import icon from "@mui/icons-material/SettingsOutlined";

/** Listed on the page Settings. */
export const alertDeliveries = { name: "alertDeliveries", icon, recordRepresentation: "id" } as const;
