import { Button } from "@mui/material";
import { useEffect, useRef } from "react";
import { useTranslate } from "../i18n/use-translate.js";

const AHEAD_PX = 800;

/** The next page is asked for when one scrolls near its place; a button, for whoever does not scroll. */
export function InfiniteScrollTrigger({ isBusy, onMore }: { isBusy: boolean; onMore(): void }) {
  const translate = useTranslate();
  const place = useRef<HTMLButtonElement>(null);
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  });
  useEffect(() => {
    if (isBusy || !place.current) return;
    const seen = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && more.current(),
      {
        rootMargin: `${AHEAD_PX}px`,
      },
    );
    seen.observe(place.current);
    return () => seen.disconnect();
  }, [isBusy]);
  return (
    <Button ref={place} onClick={onMore} loading={isBusy} sx={{ justifySelf: "center" }}>
      {translate("darkroom.media.show_more")}
    </Button>
  );
}
