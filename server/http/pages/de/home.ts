import type * as English from "../en/home.js";

export const home: typeof English.home = {
  title: "Darkroom: Ihre Instagram-Beiträge per GraphQL",
  footer: (version) => `Dies ist Darkroom ${version}.`,
  hero: "Ihre Instagram-Beiträge auf Ihrer eigenen Website",
  heroText:
    "Darkroom hält die Beiträge verbundener Instagram-Konten aktuell und gibt sie Ihren Websites und Apps per GraphQL.",
  modes: {
    sandbox: {
      name: "Sandkasten",
      text: "Dieser Server spricht mit einem nachgebauten Instagram. Eine Meta-App ist nicht nötig, und nichts hier ist echt.",
    },
    live: { name: "Echtbetrieb", text: "Dieser Server spricht mit dem echten Instagram." },
  },
  connect: {
    heading: "Ein Konto verbinden",
    button: "Konto verbinden",
    sandbox:
      "Wählen Sie eines der Testkonten, und stimmen Sie zu, wie es sein Inhaber täte. Das echte Instagram gibt nur die Beiträge professioneller Konten heraus: Unternehmen oder Creator.",
    live: "Instagram bittet Sie, sich anzumelden und zuzustimmen. Es gibt nur die Beiträge professioneller Konten heraus: Unternehmen oder Creator. In den Einstellungen von Instagram können Sie kostenlos wechseln.",
    closed:
      "Auf diesem Server verbindet ein Betreiber die Konten in der Verwaltung. Instagram gibt nur die Beiträge professioneller Konten heraus: Unternehmen oder Creator.",
    dashboard: "Verwaltung öffnen",
    yours: "Gehört eines dieser Konten Ihnen? Sehen Sie, was davon gespeichert ist.",
    logIn: "Mit Instagram anmelden",
    accounts: "Verbundene Konten",
    more: (count) => `und ${count} weitere${count === 1 ? "s" : ""}`,
    none: "Noch ist kein Konto verbunden.",
    noneText: "Die Leine ist gespannt. Hier hängen die ersten Beiträge, sobald es welche gibt.",
  },
  query: {
    heading: "Die Beiträge abfragen",
    keys: "Dieser Server antwortet auf API-Schlüssel und angemeldeten Personen. Schlüssel legt ein Betreiber in der Verwaltung an.",
    query: "Die Abfrage",
    run: "Ausführen",
    answer: "Die Antwort",
    hint: "Drücken Sie „Ausführen“, um sie hier zu sehen.",
    pictures: "Bilder der Antwort",
    terminal: "Dasselbe im Terminal",
    command: "Der Befehl",
    copy: "Kopieren",
  },
  links: {
    heading: "So geht es weiter",
    docs: "Dokumentation",
    docsText: "Code für Ihre Website, Einstellungen und der Betrieb.",
    schema: "API-Referenz",
    schemaText: "Alle Felder und Argumente, mit Suche.",
    explorer: "Abfragen ausprobieren",
    explorerText: "Abfragen schreiben, mit Hilfe und dem ganzen Schema.",
    dashboard: "Verwaltung",
    dashboardText: "Konten, Tokens, Beiträge und API-Schlüssel, für Betreiber.",
    health: "Zustand",
    healthText: "Ob dieser Server lebt, für Maschinen.",
  },
  script: {
    asking: "Wird abgefragt …",
    timeout: "Der Server hat zu lange gebraucht. Versuchen Sie es noch einmal.",
    unreachable: "Der Server ist nicht erreichbar. Läuft er noch?",
    copied: "Kopiert",
    notCopied: "Markieren Sie den Text, und kopieren Sie ihn von Hand",
    empty: "Die Antwort ist null: Noch ist kein Konto verbunden.",
    unknown: "Die Antwort ist null: Kein Konto dieses Namens ist verbunden.",
    onePost: "1 Beitrag von @{username}",
    posts: "{count} Beiträge von @{username}",
    post: "Beitrag {place} von @{username}",
  },
};
