import type * as English from "../en/results.js";

export const results: typeof English.results = {
  home: "Zur Startseite",
  again: "Noch einmal beginnen",
  signIn: "Anmelden",
  otherBrowser: {
    heading: "Sie sind in einem anderen Browser zurückgekommen",
    text: "Begonnen haben Sie in einem anderen Browser, vielleicht in einer Mail-App. Noch wurde nichts verbunden.",
    goOn: "Machen Sie hier weiter: Stimmen Sie auf der Seite von Instagram noch einmal zu.",
    goBack:
      "Gehen Sie dorthin zurück, wo Sie begonnen haben, und öffnen Sie den Link dort, oder öffnen Sie ihn in diesem Browser. Ein Link gilt mehrere Tage.",
    button: "In diesem Browser weitermachen",
  },
  endedLink: {
    UNKNOWN: {
      heading: "Dieser Link ist hier nicht bekannt",
      text: "Vielleicht fehlt ein Teil der Adresse: E-Mail-Programme brechen lange Links um.",
    },
    USED: {
      heading: "Dieser Link wurde schon benutzt",
      text: "Ein Link verbindet ein Konto, und das einmal. Ist Ihres verbunden, ist nichts zu tun.",
    },
    REVOKED: { heading: "Dieser Link wurde zurückgezogen", text: "Der Absender hat ihn beendet." },
    EXPIRED: { heading: "Dieser Link ist abgelaufen", text: "Ein Link gilt nur einige Tage." },
    nextStep: "Bitten Sie den Absender um einen neuen Link.",
  },
  connected: {
    heading: (username) => `@${username} ist verbunden`,
    text: "Die neuesten Beiträge sind da. Ältere folgen von selbst.",
    upToDate: "Von jetzt an bleibt das Konto aktuell.",
    close: "Sie können diese Seite schließen oder sich die Beiträge ansehen.",
    dashboard: "In der Verwaltung ansehen",
    posts: "Beiträge ansehen",
    portrait: (username) => `Profilbild von @${username}`,
  },
  declined: {
    heading: "Nichts wurde verbunden",
    text: "Sie haben auf der Seite von Instagram nicht zugestimmt. Dieser Server hat keinen Zugang erhalten.",
    nextStep: "War das ein Versehen, beginnen Sie noch einmal, und stimmen Sie zu.",
  },
  used: {
    heading: "Dieser Link wurde schon benutzt",
    text: "Sie sind damit schon einmal von Instagram zurückgekommen. Er gilt nur einmal.",
    nextStep: "Ist das Konto verbunden, ist nichts zu tun. Wenn nicht, beginnen Sie noch einmal.",
  },
  notConnected: {
    heading: "Dieses Konto ist nicht verbunden",
    text: "Auf diesem Server verbinden Betreiber die Konten.",
    nothing: "Auf diesem Server ist nichts davon gespeichert.",
    nextStep: (contact) => `Einen Link zum Verbinden erhalten Sie hier: ${contact}.`,
  },
  noLogin: {
    heading: "Das Anmelden ist abgeschaltet",
    text: "Auf diesem Server melden sich Inhaber von Konten nicht an.",
    nextStep: (contact) => `Was von Ihrem Konto gespeichert ist, zeigen oder löschen auf Anfrage: ${contact}.`,
  },
  disconnected: {
    heading: "Ihr Konto ist getrennt",
    text: "Dieser Server hat seinen Zugang vergessen und Ihr Profil, Ihre Beiträge und die Adressen der Bilder gelöscht. Die Dateien folgen in Minuten.",
    nextStep:
      "Um sicher zu sein, dass bei Instagram keine App dieses Servers zurückbleibt, sehen Sie in den Einstellungen von Instagram unter „Website-Berechtigungen“, „Apps und Websites“ nach.",
  },
  waitMinutes: (minutes) =>
    minutes === 1 ? "Versuchen Sie es in einer Minute wieder." : `Versuchen Sie es in ${minutes} Minuten wieder.`,
  staleForm: {
    heading: "Dieses Formular ist veraltet",
    text: "Das Formular wurde nicht für Sie gemacht, oder es ist veraltet. Nichts wurde geändert.",
    nextStep: "Öffnen Sie Ihre Seite, /me, noch einmal, und drücken Sie dort auf die Schaltfläche.",
  },
  unforeseen: {
    heading: "Diese Anfrage lässt sich nicht beantworten",
    text: "Etwas darin ist anders, als dieser Server es erwartet.",
    nextStep: "Prüfen Sie die Adresse, oder beginnen Sie auf der Startseite.",
    tone: "bad",
  },
  causes: {
    NOT_A_TESTER: {
      heading: "Dieses Konto ist noch kein Tester",
      text: "Sie haben allem zugestimmt, aber Instagram gibt den Zugang nicht frei: Meta lässt diese App nur die Konten ihrer Tester lesen.",
      nextStep:
        "Nehmen Sie die Einladung unter instagram.com/accounts/manage_access an, und beginnen Sie noch einmal. Gibt es keine, fragen Sie " +
        "den Betreiber dieses Servers: Er fügt das Konto im Dashboard von Meta unter App-Rollen, Instagram-Tester hinzu oder holt „Advanced Access“ ein.",
      tone: "bad",
    },
    APP_BLOCKED: {
      heading: "Meta hat die App dieses Servers gesperrt",
      text: "Instagram weist zurzeit alle ab, die sich hier verbinden. Sie haben nichts falsch gemacht, und keine Berechtigung fehlt.",
      nextStep:
        "Bitten Sie den Betreiber dieses Servers, unter developers.facebook.com/apps die Hinweise zur App zu lesen. Versuchen Sie es später noch einmal.",
      tone: "bad",
    },
  },
  codes: {
    STATE_INVALID: {
      heading: "Dieser Versuch ist abgelaufen",
      text: "Ein Verbinden muss innerhalb von 15 Minuten im selben Browser abgeschlossen werden.",
      nextStep: "Beginnen Sie in diesem Browser noch einmal. Ist das Konto schon verbunden, ist nichts zu tun.",
      tone: "neutral",
    },
    CODE_REJECTED: {
      heading: "Dieser Code wurde schon benutzt",
      text: "Ein Code von Instagram gilt einmal und eine Stunde lang. Dieser wurde schon benutzt oder ist zu alt.",
      nextStep: "Beginnen Sie noch einmal. Ist das Konto schon verbunden, ist nichts zu tun.",
      tone: "neutral",
    },
    ACCOUNT_NOT_PROFESSIONAL: {
      heading: "Dies ist ein privates Konto",
      text: "Instagram gibt nur die Beiträge professioneller Konten heraus: Unternehmen oder Creator. Nichts wurde verbunden.",
      nextStep:
        "Wechseln Sie in den Einstellungen von Instagram zu einem professionellen Konto. Das ist kostenlos. Beginnen Sie dann noch einmal.",
      tone: "bad",
    },
    WRONG_ACCOUNT: {
      heading: "Dies ist ein anderes Konto",
      text: "Der Link ist für ein anderes Instagram-Konto als das, mit dem Sie angemeldet sind. Nichts wurde geändert.",
      nextStep:
        "Melden Sie sich bei Instagram ab und mit dem gewünschten Konto an, und öffnen Sie den Link noch einmal.",
      tone: "bad",
    },
    PERMISSION_MISSING: {
      heading: "Eine Berechtigung fehlt",
      text: "Auf der Seite von Instagram wurde eine Berechtigung abgeschaltet. Ohne sie lassen sich die Beiträge nicht lesen.",
      nextStep: "Beginnen Sie noch einmal, und lassen Sie alle Berechtigungen eingeschaltet.",
      tone: "bad",
    },
    RECONNECT_REQUIRED: {
      heading: "Instagram nimmt die alte Erlaubnis nicht mehr an",
      text: "Sie ist abgelaufen, oder der Inhaber hat sie zurückgezogen.",
      nextStep: "Verbinden Sie das Konto neu. Der Inhaber muss auf der Seite von Instagram zustimmen.",
      tone: "bad",
    },
    INSTAGRAM_UNAVAILABLE: {
      heading: "Instagram antwortet nicht",
      text: "Instagram war nicht erreichbar, oder es hat zu lange gedauert. Nichts ist verloren.",
      nextStep: "Versuchen Sie es in einigen Minuten wieder.",
      tone: "bad",
    },
    INSTAGRAM_RATE_LIMITED: {
      heading: "Instagram verlangt eine Pause",
      text: "Dieser Server hat zu viele Anfragen an Instagram geschickt. Nichts ist verloren.",
      nextStep: "Versuchen Sie es in einer Stunde wieder.",
      tone: "bad",
    },
    INSTAGRAM_REJECTED: {
      heading: "Instagram hat die Anfrage abgelehnt",
      text: "Instagram hat eine Anfrage dieses Servers abgelehnt. Sie haben nichts falsch gemacht.",
      nextStep:
        "Beginnen Sie noch einmal. Gelingt es wieder nicht, sagen Sie dem Betreiber dieses Servers, wann es geschah.",
      tone: "bad",
    },
    APP_MISCONFIGURED: {
      heading: "Dieser Server ist nicht richtig eingerichtet",
      text: "Instagram nimmt die App nicht an, die dieser Server benutzt. Sie haben nichts falsch gemacht.",
      nextStep: "Sagen Sie den Betreibern dieser Website Bescheid. Das Protokoll des Servers nennt den Grund.",
      tone: "bad",
    },
    REDIRECT_URI_NOT_ALLOWED: {
      heading: "Dieser Server ist nicht richtig eingerichtet",
      text: "Die Adresse, an die Instagram Sie zurückschicken soll, steht nicht auf der Liste des Servers. Sie haben nichts falsch gemacht.",
      nextStep: "Sagen Sie den Betreibern dieser Website Bescheid. Das Protokoll des Servers nennt den Grund.",
      tone: "bad",
    },
    UNAUTHENTICATED: {
      heading: "Bitte melden Sie sich zuerst an",
      text: "Diese Seite ist für angemeldete Personen.",
      nextStep: "Melden Sie sich als Betreiber an, und kommen Sie dann zurück.",
      tone: "neutral",
    },
    FORBIDDEN: {
      heading: "Diese Seite ist nicht für alle offen",
      text: "Nur Betreiber und Personen mit einem Link von ihnen können sie öffnen.",
      nextStep: "Melden Sie sich als Betreiber an, oder bitten Sie einen Betreiber um einen Link.",
      tone: "neutral",
    },
    NOT_FOUND: {
      heading: "Hier ist nichts",
      text: "Die Adresse ist falsch, oder die Seite gibt es nicht mehr.",
      nextStep: "Prüfen Sie die Adresse, oder beginnen Sie auf der Startseite.",
      tone: "neutral",
    },
    RATE_LIMITED: {
      heading: "Zu viele Versuche",
      text: "Von Ihrer Adresse kamen in kurzer Zeit viele Anfragen.",
      nextStep: "Warten Sie eine Minute, und versuchen Sie es dann wieder.",
      tone: "neutral",
    },
    SERVICE_UNAVAILABLE: {
      heading: "Gleich wieder da",
      text: "Der Server startet, hält an oder wartet auf seine Datenbank.",
      nextStep: "Versuchen Sie es in einer Minute wieder.",
      tone: "neutral",
    },
    INTERNAL_SERVER_ERROR: {
      heading: "Hier ist etwas schiefgegangen",
      text: "Der Fehler liegt am Server, nicht an Ihnen. Sein Protokoll enthält die Einzelheiten.",
      nextStep:
        "Versuchen Sie es noch einmal. Geschieht es wieder, sagen Sie dem Betreiber dieses Servers die Uhrzeit.",
      tone: "bad",
    },
  },
};
