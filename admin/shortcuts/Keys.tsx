import { Box } from "@mui/material";

/** Keys to press, one after another. */
export function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <Box component="span" sx={{ display: "inline-flex", gap: 0.5 }}>
      {keys.map((key) => (
        <Box component="kbd" key={key} sx={KEY}>
          {key}
        </Box>
      ))}
    </Box>
  );
}

const KEY = {
  border: 1,
  borderColor: "divider",
  borderRadius: 0.5,
  color: "text.primary",
  fontFamily: "inherit",
  fontSize: "0.75rem",
  lineHeight: 1.6,
  minWidth: "1.75em",
  px: 0.5,
  textAlign: "center",
};
