export const texts = {
  title: "Sign in",
  email: "E-mail",
  email_missing: "Enter your e-mail.",
  password: "Password",
  password_missing: "Enter your password.",
  wait: "Wait %{time}",
  no_password:
    "No password yet? The first one was printed when the server first started. Set another with `npm run cli -- operator set-password`.",
  show: "Show characters",
  hide: "Hide characters",
  caps_lock: "Caps Lock is on.",
  language: "Language",
  ended: {
    ENDED: "Your session has ended. Sign in again.",
    SIGNED_OUT: "You are signed out.",
    SIGNED_OUT_EVERYWHERE: "You are signed out, here and everywhere else.",
    PASSWORD_CHANGED: "Your password is changed. Sign in with the new one.",
    REMOVED: "You are no longer an operator of this server.",
  },
};
