import type * as English from "../en/erasures.js";

export const resource: typeof English.resource = {
  name: "Löschung |||| Löschungen",
  forcedCaseName: "Löschung |||| Löschungen",
  fields: {
    requestedAt: "Verlangt",
    reason: "Von",
    state: "Stand",
    counts: "Gelöscht",
    finishedAt: "Beendet",
    statusUrl: "Statusseite",
  },
};

export const texts: typeof English.texts = {
  title: "Löschungen",
  receipts: "Belege",
  receipts_help:
    "Jede Löschung hinterlässt einen Beleg ohne den Namen der Person. Seine Statusseite braucht keine Anmeldung: Geben Sie sie der Person, die gefragt hat.",
  none: {
    title: "Noch wurde nichts gelöscht.",
    text: "Hier erscheinen getrennte Konten und Anfragen von Meta.",
  },
  reason: {
    OWNER: "Inhaber",
    OPERATOR: "Betreiber",
    CALLBACK: "Callback von Meta",
    MAILED_LIST: "Liste von Meta",
    RETENTION: "Aufbewahrungsfrist",
  },
  state: {
    PENDING: "Wartet",
    ERASED: "Löscht Dateien",
    DONE: "Fertig",
    NOT_FOUND: "Nichts gefunden",
    AMBIGUOUS: "Mehrdeutig",
  },
  count: {
    POSTS: "%{smart_count} Beitrag |||| %{smart_count} Beiträge",
    FILES: "%{smart_count} Datei |||| %{smart_count} Dateien",
    CONNECT_LINKS: "%{smart_count} Link |||| %{smart_count} Links",
    MESSAGES: "%{smart_count} Nachricht |||| %{smart_count} Nachrichten",
  },
  list: {
    title: "Listen von Meta",
    help: "Meta schickt Listen mit IDs, deren Daten gelöscht werden müssen. Fügen Sie eine hier ein, oder wählen Sie ihre Datei. Vor Ihrer Bestätigung wird nichts gelöscht.",
    ids: "IDs",
    ids_help: "Eine je Zeile, oder mit Kommas getrennt. Überschriften werden übergangen.",
    look_up: "Nachsehen",
    looking_up: "Wird nachgesehen …",
    file: "Datei wählen",
    empty: "Fügen Sie die IDs ein, oder wählen Sie eine Datei.",
    too_long:
      "Diese Liste ist zu lang für diese Seite. Teilen Sie sie, oder übergeben Sie ihre Datei auf dem Server an: npm run cli -- erase --ids FILE",
  },
  preview: {
    ids: "%{smart_count} ID in der Liste |||| %{smart_count} IDs in der Liste",
    accounts: "%{smart_count} Konto dieses Servers |||| %{smart_count} Konten dieses Servers",
    unknown: "%{smart_count} ID hier unbekannt |||| %{smart_count} IDs hier unbekannt",
    invalid: "%{smart_count} Teil des Textes keine ID |||| %{smart_count} Teile des Textes keine ID",
    nothing: "Kein Konto hat eine dieser IDs: Es gibt nichts zu löschen.",
    ambiguous: "Mehr als ein Konto hat die ID %{ids}. Sie wird ausgelassen: Trennen Sie das richtige Konto von Hand.",
    to_erase: "Zu löschende Konten",
    more: "und %{count} weitere",
  },
  erase: {
    button: "%{smart_count} Konto löschen |||| %{smart_count} Konten löschen",
    title: "%{smart_count} Konto löschen? |||| %{smart_count} Konten löschen?",
    text: "Profile, Beiträge, Bilder und Tokens werden gelöscht, und Websites zeigen sie nicht mehr. Das lässt sich nicht rückgängig machen.",
    confirm: "Löschen",
  },
};
