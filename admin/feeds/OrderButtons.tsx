import DownIcon from "@mui/icons-material/ArrowDownward";
import UpIcon from "@mui/icons-material/ArrowUpward";
import RemoveIcon from "@mui/icons-material/Close";
import { Box, IconButton } from "@mui/material";
import { type MouseEvent, useRef } from "react";
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
  const box = useRef<HTMLDivElement>(null);
  /** A line that is moved in the document loses the focus. At the end of the list, the way back gets it. */
  function move({ currentTarget: button }: MouseEvent<HTMLButtonElement>, by: -1 | 1) {
    onMove(by);
    requestAnimationFrame(() => {
      const target = button.disabled ? box.current?.querySelector<HTMLElement>("button:enabled") : button;
      target?.focus();
    });
  }
  return (
    <Box ref={box} sx={{ display: "flex", flex: "none" }}>
      <IconButton
        size="small"
        disabled={isFirst}
        aria-label={translate("darkroom.feeds.order.up", { name })}
        onClick={(event) => move(event, -1)}
      >
        <UpIcon fontSize="small" />
      </IconButton>
      <IconButton
        size="small"
        disabled={isLast}
        aria-label={translate("darkroom.feeds.order.down", { name })}
        onClick={(event) => move(event, 1)}
      >
        <DownIcon fontSize="small" />
      </IconButton>
      <IconButton size="small" aria-label={translate("darkroom.feeds.order.remove", { name })} onClick={onRemove}>
        <RemoveIcon fontSize="small" />
      </IconButton>
    </Box>
  );
}
