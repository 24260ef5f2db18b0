import { Box, Card, Typography } from "@mui/material";
import { type ReactNode, useId } from "react";

interface PanelProps {
  title: string;
  actions?: ReactNode;
  /** So that an address can lead to it. */
  id?: string;
  children: ReactNode;
}

/** A part of a page, with a heading of its own. */
export function Panel({ title, actions, id, children }: PanelProps) {
  const titleId = useId();
  return (
    <Card
      component="section"
      id={id}
      aria-labelledby={titleId}
      sx={{
        scrollMarginTop: 72,
        alignContent: "start",
        display: "grid",
        gap: 2,
        gridTemplateColumns: "minmax(0, 1fr)",
        p: { xs: 2, md: 2.5 },
      }}
    >
      <Box
        sx={{
          alignItems: "center",
          display: "flex",
          flexWrap: "wrap",
          gap: 1,
          justifyContent: "space-between",
          minHeight: 32,
        }}
      >
        <Typography id={titleId} component="h2" variant="h2">
          {title}
        </Typography>
        {actions}
      </Box>
      {children}
    </Card>
  );
}
