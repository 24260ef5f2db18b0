import { Box, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { Title } from "react-admin";
import { useDocumentTitle } from "./use-document-title.js";

/** Two parts beside each other where there is room. */
export const PAIR = {
  display: "grid",
  gap: 2.5,
  gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "repeat(2, minmax(0, 1fr))" },
};

/** A page's heading, its actions at the right of it, and what it holds. */
export function Page({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  useDocumentTitle(title);
  return (
    <Box sx={{ display: "grid", gap: 2.5, gridTemplateColumns: "minmax(0, 1fr)", pt: 2.5 }}>
      <Title title={title} />
      <Box sx={{ alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1.5, justifyContent: "space-between" }}>
        <Typography component="h1" variant="h1">
          {title}
        </Typography>
        {actions && <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>{actions}</Box>}
      </Box>
      {children}
    </Box>
  );
}
