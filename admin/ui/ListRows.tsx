import { Box, Skeleton, useMediaQuery } from "@mui/material";
import type { Theme } from "@mui/material/styles";
import type { ReactNode } from "react";
import { useListContext } from "react-admin";
import { ErrorState } from "./ErrorState.js";
import { Renewing } from "./Renewing.js";

/** The narrowest screen with room for a table, by the name of MUI's breakpoint. */
type Width = "md" | "lg";

interface ListRowsProps {
  /** For wide screens. */
  table: ReactNode;
  /** For phones. */
  cards: ReactNode;
  tableFrom?: Width;
  empty: ReactNode;
  skeletonHeight: number;
}

/** The rows of the list around it. While they are read, or cannot be read, something else stands in their place. */
export function ListRows({ table, cards, tableFrom = "md", empty, skeletonHeight }: ListRowsProps) {
  const { data, error, refetch, isPlaceholderData = false } = useListContext();
  const isWide = useIsWide(tableFrom);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={skeletonHeight} aria-busy />;
  if (data.length === 0 && !isPlaceholderData) return <Box sx={{ p: 2 }}>{empty}</Box>;
  return <Renewing isOld={isPlaceholderData}>{isWide ? table : cards}</Renewing>;
}

/** Whether there is room for a table. */
export function useIsWide(from: Width = "md"): boolean {
  return useMediaQuery((theme: Theme) => theme.breakpoints.up(from), { noSsr: true });
}
