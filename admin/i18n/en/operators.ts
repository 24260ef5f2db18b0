export const resource = {
  name: "Operator |||| Operators",
  forcedCaseName: "operator |||| operators",
  fields: {
    email: "E-mail",
    password: "Password",
    lastSignInAt: "Last sign-in",
    createdAt: "Added",
  },
  action: { create: "Add operator" },
};

export const texts = {
  you: "You",
  add: "Add",
  add_help: "They may do everything here that you may. Tell them the password yourself; nothing is mailed.",
  added: "%{email} can sign in now.",
  password_help: "At least 8 characters.",
  change_password: "Change password",
  password_of: "Change password of %{email}",
  new_password: "New password",
  password_changed: "The password of %{email} is changed.",
  own_password_help: "You will be signed out everywhere, including here. Sign in again with the new password.",
  other_password_help:
    "%{email} will be signed out everywhere. Send them the new password yourself; Darkroom sends no e-mail.",
  remove: "Remove",
  remove_who: "Remove %{email}",
  remove_title: "Remove %{email}?",
  remove_help: "They are signed out at once and cannot sign in again. Their actions stay in the audit log.",
  removed: "%{email} can no longer sign in.",
  remove_yourself: "Remove myself",
  remove_yourself_title: "Remove yourself?",
  remove_yourself_help: "You will be signed out at once and cannot sign in again, unless another operator adds you.",
  last: "This is the last operator: without one nobody could sign in.",
};
