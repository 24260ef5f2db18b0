import { Box } from "@mui/material";
import type { ReactNode } from "react";
import { useTranslateLabel } from "react-admin";

/** A line of a card: the name of a field, and its value. */
export function CardFact({ source, children }: { source: string; children: ReactNode }) {
  const translateLabel = useTranslateLabel();
  return (
    <Box
      sx={{
        columnGap: 1.5,
        display: "grid",
        gridTemplateColumns: "7rem minmax(0, 1fr)",
        justifyItems: "start",
        py: 0.25,
      }}
    >
      <Box component="span" sx={{ color: "text.secondary" }}>
        {translateLabel({ source })}
      </Box>
      <span>{children}</span>
    </Box>
  );
}
