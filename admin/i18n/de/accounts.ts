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
    search: "Name oder Referenz suchen",
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
  select_page: "Alle auf dieser Seite auswählen",
  select: "@%{username} auswählen",
  bulk: {
    title: "Ausgewählte Konten",
    selected: "%{smart_count} ausgewählt |||| %{smart_count} ausgewählt",
    select_all: "%{smart_count} passendes Konto auswählen |||| Alle %{smart_count} passenden Konten auswählen",
    refreshTokens: "Tokens erneuern",
    syncAccounts: "Abgleichen",
    pauseAccounts: "Pausieren",
    resumeAccounts: "Fortsetzen",
    links: "Links zum Neuverbinden",
    clear: "Auswahl aufheben",
  },
  job: {
    title: "Arbeit an diesen Konten",
    close: "Schließen (der Job läuft weiter)",
  },
};
