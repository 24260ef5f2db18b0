/** For words that are there for screen readers only. */
export const VISUALLY_HIDDEN = {
  clipPath: "inset(50%)",
  height: "1px",
  overflow: "hidden",
  position: "absolute",
  width: "1px",
} as const;
