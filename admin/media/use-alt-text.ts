import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";

/** How the server names a picture whose post says nothing. */
const UNNAMED = /^Post by @(?<username>\S+), (?<day>\d{1,2} \w+ \d{4})$/;

/** A picture's alternative text: the post's own words as they are, the server's in the reader's language. */
export function useAltText(): (alt: string) => string {
  const translate = useTranslate();
  const format = useFormat();
  return (alt) => {
    const { username, day } = UNNAMED.exec(alt)?.groups ?? {};
    if (!username || !day) return alt;
    return translate("darkroom.media.post_by", { username, day: format.day(new Date(`${day} 12:00 UTC`)) });
  };
}
