import type * as English from "../en/accounts.js";

export const resource: typeof English.resource = {
  name: "Konto |||| Konten",
  forcedCaseName: "Konto |||| Konten",
  fields: {
    username: "Konto",
    status: "Status",
    expires: "Token läuft ab",
    refreshed: "Zuletzt erneuert",
    synced: "Zuletzt abgeglichen",
    postCount: "Beiträge",
    urgency: "Dringlichkeit",
    connected: "Verbunden",
    search: "Name oder Referenz",
    health: "Token",
    cause: "Problem",
    tags: "Tags",
    reference: "Referenz",
    note: "Notiz",
    expiresBefore: "Token läuft ab vor",
    stale: "Veraltet",
    needsAttention: "Zu erledigen",
  },
};

export const texts: typeof English.texts = {
  export: "Als CSV exportieren",
  exporting: { title: "Konten werden exportiert", progress: "%{done} von %{total} gelesen", stop: "Anhalten" },
  exact_reference: "Referenz (genau)",
  any: "Beliebig",
  tabs: "Konten nach Zustand",
  tab: { all: "Alle", expiring: "Ablaufend", broken: "Gestört", paused: "Pausiert" },
  none: {
    title: "Noch ist kein Konto verbunden.",
    text: "Verbinden Sie ein eigenes, oder schicken Sie dem Inhaber einen Link.",
    action: "Konto verbinden",
  },
  not_refreshed: "Noch nicht erneuert",
  next_refresh: "Nächstes Mal:",
  more_tags: "und %{count} weitere",
  select: "@%{username} auswählen",
  bulk: {
    title: "Ausgewählte Konten",
    select_all: "%{smart_count} passendes Konto auswählen |||| Alle %{smart_count} passenden Konten auswählen",
    refreshTokens: "Tokens erneuern",
    syncAccounts: "Abgleichen",
    pauseAccounts: "Pausieren",
    resumeAccounts: "Fortsetzen",
    addTags: "Tags hinzufügen",
    removeTags: "Tags entfernen",
    key: "Für Schlüssel freigeben",
    disconnectAccounts: "Trennen",
    disconnect: {
      title: "%{smart_count} Konto trennen? |||| %{smart_count} Konten trennen?",
      act: "%{smart_count} Konto trennen |||| %{smart_count} Konten trennen",
      deleted: "Endgültig gelöscht: Tokens, gespeicherte Beiträge, Kopien der Bilder, Referenzen, Tags und Notizen.",
      sites:
        "Websites, die diese Konten zeigen, zeigen nichts mehr von ihnen, und ihre Bilder sind nicht mehr abrufbar.",
      kept: "Es bleiben: API-Schlüssel, die sie nicht mehr lesen, und das Protokoll ohne ihre Namen.",
      stop: "Das läuft als Job: Bis er fertig ist, lässt er sich für die übrigen Konten abbrechen.",
    },
    links: "Links zum Neuverbinden",
    tags: {
      add_title: "Tags zu %{smart_count} Konto hinzufügen |||| Tags zu %{smart_count} Konten hinzufügen",
      remove_title: "Tags von %{smart_count} Konto entfernen |||| Tags von %{smart_count} Konten entfernen",
      none: "Nennen Sie mindestens ein Tag.",
      done: "%{smart_count} Konto geändert. |||| %{smart_count} Konten geändert.",
    },
    young: {
      title: "Tokens erneuern",
      close: "Schließen",
      count:
        "%{young} von %{smart_count} Token ist jünger als 24 Stunden. |||| %{young} von %{smart_count} Tokens sind jünger als 24 Stunden.",
      all: "Es gibt nichts zu tun: Instagram erlaubt keine frühere Erneuerung.",
      some: "Sie werden übersprungen: Instagram erlaubt keine frühere Erneuerung.",
      start: "%{smart_count} Token erneuern |||| %{smart_count} Tokens erneuern",
    },
  },
  job: {
    title: "Arbeit an diesen Konten",
    close: "Schließen (der Job läuft weiter)",
  },
};
