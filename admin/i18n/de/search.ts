import type * as English from "../en/search.js";

export const texts: typeof English.texts = {
  title: "Konten, Feeds, Beiträge und API-Schlüssel suchen",
  button: "Suchen",
  placeholder: "Benutzername, Referenz, Adresse, Schlüssel",
  close: "Suche schließen",
  results: "Treffer",
  group: {
    accounts: "Konten",
    posts: "Beiträge",
    feeds: "Feeds",
    keys: "API-Schlüssel",
  },
  state: {
    EMPTY:
      "Geben Sie einen Benutzernamen, eine Referenz, die Adresse, den Kurzcode oder die ID eines Beitrags ein, den Titel eines Feeds, oder den Namen oder die ersten Zeichen eines API-Schlüssels.",
    BUSY: "Suche läuft …",
    NONE: "Nichts gefunden",
    DONE: "%{smart_count} Treffer |||| %{smart_count} Treffer",
  },
  all: "Alle %{count} Konten zeigen",
  no_caption: "Beitrag ohne Text",
  revoked: "widerrufen",
};
