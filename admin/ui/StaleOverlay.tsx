import { Box, LinearProgress } from "@mui/material";
import type { ReactNode } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { VISUALLY_HIDDEN } from "./visually-hidden.js";

/**
 * Rows that still answer what was asked before are dimmed under a moving line, and said to be old, until the new ones are
 * there: nobody shall read them as the answer. Nothing moves meanwhile.
 */
export function StaleOverlay({ isOld, children }: { isOld: boolean; children: ReactNode }) {
  const translate = useTranslate();
  return (
    <Box sx={{ position: "relative" }}>
      <Box role="status" sx={VISUALLY_HIDDEN}>
        {isOld && translate("darkroom.ui.old_values")}
      </Box>
      {isOld && <LinearProgress aria-hidden sx={LINE} />}
      <Box aria-busy={isOld} sx={isOld ? OLD : undefined}>
        {children}
      </Box>
    </Box>
  );
}

const LINE = { left: 0, position: "absolute", right: 0, top: 0, zIndex: 1 };
const OLD = { opacity: 0.4 };
