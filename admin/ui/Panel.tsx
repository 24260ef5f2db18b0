import { Box, Card, Typography } from "@mui/material";
import { type ReactNode, useId } from "react";

/** A part of a page, with a heading of its own. */
export function Panel({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <Card
      component="section"
      aria-labelledby={id}
      sx={{
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
        <Typography id={id} component="h2" variant="h2">
          {title}
        </Typography>
        {actions}
      </Box>
      {children}
    </Card>
  );
}
