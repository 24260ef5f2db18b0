import { Box } from "@mui/material";
import type { ReactNode } from "react";
import { useTranslateLabel } from "react-admin";

interface CardFactProps {
  source: string;
  /** Left out, the name of the resource's field. */
  label?: string | undefined;
  children: ReactNode;
}

/** A line of a card: the name of a field, and its value. */
export function CardFact({ source, label, children }: CardFactProps) {
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
        {translateLabel({ source, label })}
      </Box>
      <span>{children}</span>
    </Box>
  );
}
