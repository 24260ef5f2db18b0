import type * as English from "../en/docs.js";

export const docs: typeof English.docs = {
  title: "Dokumentation",
  intro: "Alles über diesen Server: wie Websites von ihm lesen, wie man ihn betreibt und wie er gemacht ist.",
  language: "Die Dokumente sind auf Englisch.",
  search: "In der Dokumentation suchen",
  searchButton: "Suchen",
  found: (count, query) => `${count === 1 ? "1 Treffer" : `${count} Treffer`} für „${query}“`,
  nothing: (query) => `Nichts enthält alle Wörter von „${query}“. Versuchen Sie es mit weniger oder kürzeren Wörtern.`,
  contents: "Dokumente",
  onThisPage: "Auf dieser Seite",
  groups: {
    clients: { title: "Für Websites und Apps", text: "Beiträge mit einem Schlüssel lesen, mit Code zum Kopieren." },
    operators: { title: "Betreiben", text: "Konten verbinden, installieren, sichern, benachrichtigt werden." },
    makers: { title: "Wie es gemacht ist", text: "Der Plan des Codes, seine Regeln und Entscheidungen." },
  },
  schema: {
    title: "API-Referenz",
    text: "Alle Abfragen, Änderungen, Typen und Werte der GraphQL-Schnittstelle.",
    download: "schema.graphql herunterladen",
    kinds: {
      roots: "Hier beginnen",
      objects: "Objekte",
      inputs: "Eingaben",
      enums: "Aufzählungen",
      scalars: "Skalare",
    },
    arguments: "Argumente",
    defaultValue: "Standard",
    deprecated: "Veraltet:",
    none: "Er hat keine Felder.",
  },
  script: { copy: "Kopieren", copied: "Kopiert", notCopied: "Markieren Sie den Text, und kopieren Sie ihn von Hand" },
};
