import type * as English from "../en/shortcuts.js";

export const texts: typeof English.texts = {
  title: "Tastenkürzel",
  anywhere: "Auf jeder Seite",
  go: "Zu einer Seite: eine Taste nach der anderen",
  posts: "Bei einem geöffneten Beitrag",
  review: "Während Beiträge eines Feeds geprüft werden",
  move: "Voriger Beitrag, nächster Beitrag",
  close: "Schließen",
  single_keys: "Kürzel ohne Strg oder ⌘ verwenden",
  page: {
    home: "Start",
    accounts: "Konten",
    feeds: "Feeds",
    connect: "Verbinden",
    keys: "API-Schlüssel",
    activity: "Aktivität (Log)",
    jobs: "Jobs",
    erasures: "Löschungen",
    operators: "Betreiber",
    settings: "Einstellungen",
  },
};
