import type * as English from "../en/settings.js";
import { settingMeanings } from "./setting-meanings.js";

export const resource: typeof English.resource = {
  name: "Zustellung |||| Zustellungen",
  forcedCaseName: "Zustellung |||| Zustellungen",
  fields: {
    createdAt: "Erstellt",
    channel: "Kanal",
    alertCount: "Meldungen",
    status: "Stand",
    story: "Was geschah",
    attempts: "Versuche",
    responseCode: "HTTP-Status",
  },
};

export const texts: typeof English.texts = {
  meaning: settingMeanings,
  title: "Einstellungen",
  group: {
    SERVER: "Server",
    STORAGE: "Speicher",
    INSTAGRAM: "Instagram",
    ACCESS: "Zugang",
    SCHEDULE: "Zeitplan",
    ALERTS: "Meldungen",
  },
  server: {
    title: "Dieser Server",
    sandbox: "die Sandbox (ein nachgebautes Instagram)",
    real: "das echte Instagram",
    address: "Adresse",
    database: "Datenbank",
    embedded: "eingebaut",
    pictures: "Bilder",
    help: "Einstellungen sind Umgebungsvariablen und werden einmal beim Start gelesen: Ändern Sie sie dort, und starten Sie den Server neu. Geheimnisse werden nie angezeigt.",
  },
  table: {
    name: "Name",
    value: "Gilt",
    meaning: "Bedeutung",
    set: "Gesetzt",
    not_set: "Nicht gesetzt",
    none: "nichts",
    default: "Vorgabe",
  },
  alerts: {
    title: "Meldungen",
    channels: "Meldungen per %{channels}.",
    WEBHOOK: "Webhook",
    EMAIL: "E-Mail",
    test: "Testmeldung senden",
    delivered: "Der Test per %{channel} ist angekommen.",
    failed: "Der Test per %{channel} ist fehlgeschlagen: %{error}.",
    no_answer: "keine Antwort",
    not_configured: "Für Meldungen ist kein Weg eingerichtet",
    not_configured_help:
      "Setzen Sie `ALERT_WEBHOOK_URL` mit `ALERT_WEBHOOK_SECRET` oder `SMTP_URL` mit `ALERT_EMAIL`, um zu erfahren, wenn bei einem Konto etwas zu tun ist.",
  },
  deliveries: {
    title: "Gesendete Nachrichten",
    none: "Noch keine Nachrichten",
    none_help: "Nachrichten stehen hier 90 Tage lang.",
    channel: { WEBHOOK: "Webhook", EMAIL: "E-Mail" },
    a_test: "ein Test",
    status: { DELIVERED: "Zugestellt", FAILED: "Aufgegeben", WAITING: "Wartet" },
    attempts: "%{smart_count} Versuch |||| %{smart_count} Versuche",
    next: "nächster Versuch %{at}",
  },
};
