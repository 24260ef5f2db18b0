const HEADING = /^## \[?(?:v(?=\d))?([^\]\s]+)/;

/**
 * The sections of a changelog (Keep a Changelog, newest first) from `version` down to the one before `seen`. A version
 * without a section of its own is not released yet: its changes are in the first section.
 */
export function changesSince(changelog: string, { seen, version }: { seen: string | null; version: string }): string {
  const sections = changelog.split(/^(?=## )/m).slice(1);
  const names = sections.map((section) => HEADING.exec(section)?.[1]);
  const start = Math.max(names.indexOf(version), 0);
  const end = names.indexOf(seen ?? "");
  return sections.slice(start, end > start ? end : start + 1).join("");
}
