import { Box, Typography } from "@mui/material";
import { useEffect, useId, useRef } from "react";
import { useLocale } from "react-admin";
import { useTranslate } from "../i18n/use-translate.js";

/** The feed as sites show it: the server's own fragment. Nothing in it can be pressed here. */
export function SitePreview({ slug }: { slug: string }) {
  const translate = useTranslate();
  const locale = useLocale();
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const ending = new AbortController();
    void showFragment(`/embed/${slug}.html?lang=${locale}&first=12`, { place, signal: ending.signal });
    return () => ending.abort();
  }, [slug, locale]);
  return (
    <section aria-labelledby={id}>
      <Typography id={id} variant="subtitle2" component="h3" gutterBottom>
        {translate("darkroom.feeds.use.preview")}
      </Typography>
      <Box ref={place} inert sx={{ "--darkroom-gap": "4px", maxWidth: "40rem" }} />
    </section>
  );
}

interface Shown {
  place: React.RefObject<HTMLDivElement | null>;
  signal: AbortSignal;
}

async function showFragment(address: string, { place, signal }: Shown): Promise<void> {
  try {
    const response = await fetch(address, { signal });
    const text = response.ok ? await response.text() : "";
    // Markup of this server, which has escaped what others wrote.
    const { body } = new DOMParser().parseFromString(text, "text/html");
    place.current?.replaceChildren(...body.childNodes);
  } catch {
    // Without a preview, the snippets are the same.
  }
}
