import { Box, Typography } from "@mui/material";
import type { ReactNode } from "react";

/** Where there is nothing to show: what that means, and the one thing to do about it, if any. */
export function EmptyState({ title, text, action }: { title: string; text?: ReactNode; action?: ReactNode }) {
  return (
    <Box
      sx={{
        border: "1.5px dashed",
        borderColor: "divider",
        borderRadius: 1.5,
        display: "grid",
        gap: 1,
        justifyItems: "start",
        p: 2.5,
      }}
    >
      <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
      {text && (
        <Typography variant="body2" color="text.secondary">
          {text}
        </Typography>
      )}
      {action}
    </Box>
  );
}
