import type * as English from "../en/errors.js";

export const texts: typeof English.texts = {
  page: "Auf dieser Seite ist etwas schiefgegangen. Laden Sie sie neu.",
  unreachable: "Der Server ist nicht erreichbar. Prüfen Sie, ob er läuft. Diese Seite versucht es von selbst wieder.",
  no_body:
    "Der Server hat mit %{status} und ohne Inhalt geantwortet. Versuchen Sie es noch einmal. Hilft das nicht, sehen Sie im Protokoll des Servers nach.",
  other: "Es ist ein Fehler aufgetreten. Der Server sagt: %{message} %{nextStep}",
  code: {
    UNAUTHENTICATED: "Die Anmeldung stimmt nicht. Der Server sagt: %{message} %{nextStep}",
    FORBIDDEN: "Das ist Ihnen nicht erlaubt. Der Server sagt: %{message} %{nextStep}",
    NOT_FOUND: "Das gibt es nicht (mehr). Der Server sagt: %{message} %{nextStep}",
    BAD_USER_INPUT: "Die Eingabe ist ungültig. Der Server sagt: %{message} %{nextStep}",
    QUERY_TOO_COMPLEX: "Die Anfrage ist zu groß. Der Server sagt: %{message} %{nextStep}",
    PAYLOAD_TOO_LARGE: "Die Anfrage ist zu groß. Der Server sagt: %{message} %{nextStep}",
    RATE_LIMITED: "Zu viele Anfragen in kurzer Zeit. Der Server sagt: %{message} %{nextStep}",
    SERVICE_UNAVAILABLE: "Der Server ist gerade nicht bereit. Der Server sagt: %{message} %{nextStep}",
    ACCOUNT_NOT_PROFESSIONAL: "Das Konto ist kein professionelles. Der Server sagt: %{message} %{nextStep}",
    PERMISSION_MISSING: "Eine Berechtigung fehlt. Der Server sagt: %{message} %{nextStep}",
    TOKEN_TOO_YOUNG: "Das Token ist jünger als 24 Stunden. Der Server sagt: %{message} %{nextStep}",
    RECONNECT_REQUIRED: "Das Konto muss neu verbunden werden. Der Server sagt: %{message} %{nextStep}",
    INSTAGRAM_RATE_LIMITED: "Instagram drosselt die Aufrufe. Der Server sagt: %{message} %{nextStep}",
    INSTAGRAM_UNAVAILABLE: "Instagram antwortet nicht. Der Server sagt: %{message} %{nextStep}",
    INSTAGRAM_REJECTED: "Instagram hat den Aufruf abgelehnt. Der Server sagt: %{message} %{nextStep}",
    APP_MISCONFIGURED: "Die App dieses Servers ist nicht richtig eingerichtet. Der Server sagt: %{message} %{nextStep}",
    INTERNAL_SERVER_ERROR: "Auf dem Server ist ein Fehler aufgetreten. Der Server sagt: %{message} %{nextStep}",
  },
};
