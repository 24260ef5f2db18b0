import DownIcon from "@mui/icons-material/ArrowDownward";
import UpIcon from "@mui/icons-material/ArrowUpward";
import RemoveIcon from "@mui/icons-material/Close";
import { Box, IconButton } from "@mui/material";
import { useTranslate } from "../i18n/use-translate.js";

interface OrderButtonsProps {
  /** What is moved, for screen readers. */
  name: string;
  isFirst: boolean;
  isLast: boolean;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

/** Moves a line up or down in its list, or removes it. */
export function OrderButtons({ name, isFirst, isLast, onMove, onRemove }: OrderButtonsProps) {
  const translate = useTranslate();
  return (
    <Box sx={{ display: "flex", flex: "none" }}>
      <IconButton
        size="small"
        disabled={isFirst}
        aria-label={translate("darkroom.feeds.order.up", { name })}
        onClick={() => onMove(-1)}
      >
        <UpIcon fontSize="small" />
      </IconButton>
      <IconButton
        size="small"
        disabled={isLast}
        aria-label={translate("darkroom.feeds.order.down", { name })}
        onClick={() => onMove(1)}
      >
        <DownIcon fontSize="small" />
      </IconButton>
      <IconButton size="small" aria-label={translate("darkroom.feeds.order.remove", { name })} onClick={onRemove}>
        <RemoveIcon fontSize="small" />
      </IconButton>
    </Box>
  );
}
