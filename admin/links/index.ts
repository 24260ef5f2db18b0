import icon from "@mui/icons-material/AddLink";
import type { LinkRowFragment } from "../gql/graphql.js";

/** Listed on the page Connect. */
export const connectLinks = {
  name: "connectLinks",
  icon,
  recordRepresentation: ({ id, label, reference }: LinkRowFragment) => label ?? reference ?? id,
} as const;
