import { Box } from "@mui/material";

/** How much of a whole is done, skipped or failed. What failed is striped, not only red. */
export function ProgressBar({ label, done, skipped, failed, total }: BarProps) {
  const share = (part: number) => `${total === 0 ? 0 : (100 * part) / total}%`;
  return (
    <Box
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done + skipped + failed}
      sx={TRACK}
    >
      <Box sx={{ ...PART, bgcolor: "success.main" }} style={{ width: share(done) }} />
      <Box sx={{ ...PART, bgcolor: "text.disabled" }} style={{ width: share(skipped) }} />
      <Box sx={FAILED} style={{ width: share(failed) }} />
    </Box>
  );
}

interface BarProps {
  label: string;
  done: number;
  skipped: number;
  failed: number;
  total: number;
}

const TRACK = { bgcolor: "divider", borderRadius: 1, display: "flex", height: 8, overflow: "hidden" };
const PART = { transition: "width 0.4s" };
const FAILED = {
  ...PART,
  backgroundImage: "repeating-linear-gradient(45deg, transparent 0 3px, rgb(255 255 255 / 55%) 3px 6px)",
  bgcolor: "error.main",
};
