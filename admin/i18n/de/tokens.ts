import type * as English from "../en/tokens.js";

export const texts: typeof English.texts = {
  title: "Token",
  none: "Kein Token",
  none_help: "Der Inhaber muss das Konto neu verbinden. Bis dahin werden die gespeicherten Beiträge ausgeliefert.",
  timeline: "Verlauf",
  expires: "Läuft ab",
  estimated: "Geschätzt: Die erste Erneuerung bestätigt es",
  issued: "Ausgestellt",
  last_refreshed: "Zuletzt erneuert",
  granted: "Berechtigungen",
  granted_unknown: "Instagram hat sie nicht genannt",
  refresh: "Token erneuern",
  refreshed: "Erneuert. Ablauf bisher: %{from}; jetzt: %{to}.",
  only_reconnecting: "Instagram würde es ablehnen: Nur neu verbinden hilft.",
  too_young: "Instagram erneuert ein Token nicht in seinen ersten 24 Stunden. Möglich ab: %{at}.",
  next_refresh: "Nächste Erneuerung",
  by: {
    name: " durch %{name}",
    OWNER: " durch den Inhaber des Kontos",
    ANONYMOUS: " durch jemanden in einem Browser",
  },
  bug: "ein Fehler dieses Servers",
  event: {
    refresh_unanswered: "Erneuerung ohne Antwort%{by}: Das Ergebnis ist unbekannt",
    refresh_failed: "Erneuerung fehlgeschlagen%{by}: %{cause}",
    sync_rejected: "Bei einem Abgleich abgelehnt%{by}: %{cause}",
    refreshed: "Erneuert%{by}",
    imported: "Importiert%{by}",
    reissued: "Neu ausgestellt: neu verbunden%{by}",
    issued: "Ausgestellt: verbunden%{by}",
  },
};
