import { useMediaQuery } from "@mui/material";
import type { Theme } from "@mui/material/styles";

/** The narrowest screen with room for a table, by the name of MUI's breakpoint. */
export type TableFrom = "md" | "lg";

/** Whether there is room for a table. */
export function useIsWide(from: TableFrom = "md"): boolean {
  return useMediaQuery((theme: Theme) => theme.breakpoints.up(from), { noSsr: true });
}
