import { settingMeanings } from "./server-texts.js";

export const resource = {
  name: "Delivery |||| Deliveries",
  forcedCaseName: "delivery |||| deliveries",
  fields: {
    createdAt: "Made",
    channel: "Channel",
    alertCount: "Alerts",
    status: "State",
    story: "What happened",
    attempts: "Attempts",
    responseCode: "HTTP status",
  },
};

export const texts = {
  /** The server's own. */
  meaning: settingMeanings,
  title: "Settings",
  group: {
    SERVER: "Server",
    STORAGE: "Storage",
    INSTAGRAM: "Instagram",
    ACCESS: "Access",
    SCHEDULE: "Schedule",
    ALERTS: "Alerts",
  },
  server: {
    title: "This server",
    sandbox: "the sandbox (a fake Instagram)",
    real: "the real Instagram",
    address: "Address",
    database: "Database",
    embedded: "embedded",
    pictures: "Pictures",
    help: "Settings are environment variables, read once at the start: change them there and start the server again. Secrets are never shown.",
  },
  table: {
    name: "Name",
    value: "In effect",
    meaning: "Meaning",
    set: "Set",
    not_set: "Not set",
    none: "none",
    default: "default",
  },
  alerts: {
    title: "Alerts",
    channels: "Alerts by %{channels}.",
    WEBHOOK: "webhook",
    EMAIL: "e-mail",
    test: "Send a test alert",
    delivered: "The test by %{channel} was delivered.",
    failed: "The test by %{channel} failed: %{error}.",
    no_answer: "no answer",
    not_configured: "No alert channel is configured",
    not_configured_help:
      "Set `ALERT_WEBHOOK_URL` with `ALERT_WEBHOOK_SECRET`, or `SMTP_URL` with `ALERT_EMAIL`, to be notified when an account needs attention.",
  },
  deliveries: {
    title: "Messages sent",
    none: "No messages yet",
    none_help: "Messages are listed here for 90 days.",
    channel: { WEBHOOK: "Webhook", EMAIL: "E-mail" },
    a_test: "a test",
    status: { DELIVERED: "Delivered", FAILED: "Given up", WAITING: "Waiting" },
    attempts: "%{smart_count} attempt |||| %{smart_count} attempts",
    next: "next attempt %{at}",
  },
};
