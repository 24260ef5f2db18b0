/** Puts `text` between `<!-- name -->` and `<!-- /name -->`. */
export function betweenMarkers(document: string, name: string, text: string): string {
  const place = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!place.test(document)) throw new Error(`There is no <!-- ${name} --> … <!-- /${name} -->.`);
  return document.replace(place, (_, start: string, end: string) => `${start}${text}\n${end}`);
}
