import type * as English from "../en/errors.js";

export const texts: typeof English.texts = {
  page: "Auf dieser Seite ist etwas schiefgegangen. Laden Sie sie neu.",
  unreachable: "Der Server ist nicht erreichbar. Prüfen Sie, ob er läuft. Diese Seite versucht es von selbst wieder.",
  no_body:
    "Der Server hat mit %{status} und ohne Inhalt geantwortet. Versuchen Sie es noch einmal. Hilft das nicht, sehen Sie im Protokoll des Servers nach.",
  what: {
    ACCOUNT_NOT_PROFESSIONAL: "Das Konto ist kein professionelles.",
    PERMISSION_MISSING: "Eine Berechtigung fehlt.",
    RECONNECT_REQUIRED: "Instagram lehnt das Token des Kontos ab.",
    INSTAGRAM_RATE_LIMITED: "Instagram drosselt die Aufrufe.",
    INSTAGRAM_UNAVAILABLE: "Instagram antwortet nicht.",
    INSTAGRAM_REJECTED: "Instagram hat den Aufruf abgelehnt.",
    APP_MISCONFIGURED: "Die App dieses Servers ist nicht richtig eingerichtet.",
  },
  other: "Der Server sagt: %{message} %{nextStep}",
  detail: "%{text} (Im Einzelnen: %{message})",
};
