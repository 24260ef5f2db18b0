export const texts = {
  title: "Connect",
  yourself: {
    title: "Connect an account yourself",
    other_address: "Instagram redirects to another address than this dashboard's. Connect from",
    intro: "You must be logged in at Instagram as the account's owner, or be able to log in as them. Before you begin:",
    checks: "Before you begin",
    professional: "It is a professional account",
    professional_help:
      "Business or creator. In Instagram's app: Settings, Account type and tools, Switch to professional account. Free of charge.",
    tester: "It may use the app",
    tester_help:
      "While the Meta app is in development, add the account under App roles, Roles, Instagram testers in Meta's dashboard. Its owner accepts at instagram.com/accounts/manage_access, tab Tester invites. Otherwise Instagram says “Insufficient developer role”.",
    redirect: "Meta knows the redirect address",
    redirect_help:
      "The first address under “Addresses for Meta” below must be in the app's settings exactly as shown, including slashes.",
    start: "Connect with Instagram",
    sandbox:
      "This server uses the sandbox, a fake Instagram, so none of this is needed yet. On the next page you choose a test account: start with @bakery; @hobby is a personal account and is rejected, as on Instagram. Set `INSTAGRAM_APP_ID` and `INSTAGRAM_APP_SECRET` to connect Darkroom to the real Instagram.",
  },
  token: {
    title: "Paste a token",
    intro:
      "Imports a long-lived token, for example from Meta's app dashboard. It is encrypted at once and never shown again.",
    token: "Access token",
    token_missing: "Paste the token.",
    reference: "Reference",
    reference_help: "The account's id or name in your own systems (optional).",
    import: "Import the account",
    imported: "@%{username} is connected.",
    see: "See @%{username}",
  },
  meta: {
    title: "Addresses for Meta",
    check: "Check the addresses",
    intro:
      "In Meta's app dashboard: API setup with Instagram login, Set up Instagram business login, Business login settings. Paste them exactly as they stand here, and look whether the dashboard has added a slash.",
    copy: "Copy %{name}",
    responds: "It responds.",
    privacy: "Read the privacy page",
    privacy_help:
      "It states what this server stores, from its settings. Set CONTACT_NAME and CONTACT_EMAIL, so that it names you.",
  },
};
