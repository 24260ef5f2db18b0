import { Box, Typography } from "@mui/material";

/** What the plain and the striped bars mean. */
export function ChartLegend({ words }: { words: { good: string; bad: string } }) {
  return (
    <Box aria-hidden sx={{ display: "flex", flexWrap: "wrap", columnGap: 2 }}>
      <Item words={words.good} sx={{ bgcolor: "success.main" }} />
      <Item words={words.bad} sx={STRIPED} />
    </Box>
  );
}

function Item({ words, sx }: { words: string; sx: object }) {
  return (
    <Typography variant="body2" color="text.secondary" sx={{ alignItems: "center", display: "flex", gap: 0.75 }}>
      <Box component="span" sx={{ borderRadius: 0.25, height: 12, width: 12, ...sx }} />
      {words}
    </Typography>
  );
}

const STRIPED = {
  background: "repeating-linear-gradient(135deg, currentColor 0 3px, transparent 3px 5px)",
  border: 1,
  borderColor: "error.main",
  color: "error.main",
};
