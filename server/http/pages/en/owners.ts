import type { FailureCause } from "../../../instagram/errors.js";

/** The pages of accounts' owners. */
export const owners = {
  operators: "the people who run this server",
  login: {
    heading: "Log in with Instagram",
    text: "For the owners of connected accounts: see what this server stores of yours, download it, or delete it.",
    asks: "Instagram asks you to log in and to agree.",
    open: "If your account is not connected yet, it is connected then.",
    closed: "Your account must be connected already.",
    button: "Log in with Instagram",
  },
  logout: {
    heading: "Log out?",
    text: "You are logged in with Instagram in this browser.",
    button: "Log out",
    back: "Back",
  },
  me: {
    portrait: (username: string) => `Portrait of @${username}`,
    noBiography: "There is no biography.",
    lost: "This server can no longer read your account",
    lostText: "Instagram does not accept the access that you gave. The posts below are the last ones that were stored.",
    logInAgain: "Log in with Instagram again",
    renew: "Log in with Instagram again, which renews it.",
    posts: "Newest posts",
    noPosts: "There are no posts yet. New ones appear after the next sync.",
    facts: "What this server holds",
    synced: "Last synced",
    notSynced: "not yet",
    paused: "Syncing is paused by the operator.",
    stale: "The last sync failed or is late.",
    access: "Access to Instagram",
    connected: "Connected since",
    copies: "Beside the profile and the posts it stores copies of the pictures.",
    all: "Everything that is stored",
    noAccess: "No longer valid.",
    validUntil: "Valid until",
    left: (days: number) => (days === 1 ? "1 day left." : `${days} days left.`),
    renews: "This server renews it by itself.",
    data: "Your data",
    download: "Download",
    downloadText: "One ZIP archive: everything that is stored of your account as JSON, and the pictures.",
    downloadButton: "Download my data",
    disconnect: "Disconnect",
    disconnectText: "This server forgets its access and deletes everything of your account.",
    disconnectButton: "Disconnect …",
    delete: "Delete",
    deleteText: "The same, with a confirmation code and a page that says what was deleted.",
    deleteButton: "Delete my data …",
  },
  /** What else the owner must do, by the cause. */
  notices: {
    CHECKPOINT: "Open the Instagram app, do what it asks for, then log in here again.",
    PERMISSION_MISSING: "A permission was switched off: log in again and leave every permission switched on.",
    ACCOUNT_NOT_PROFESSIONAL:
      "Your account is a personal one now: switch it to a professional one in Instagram's settings, then log in here again.",
    ACCOUNT_UNAVAILABLE:
      "Instagram says that the account does not exist: look into the Instagram app, then log in here again.",
    NOT_A_TESTER:
      "Meta lets this app read its testers' accounts only: accept the invitation at instagram.com/accounts/manage_access, then log in here again.",
  } as Partial<Record<FailureCause, string>>,
  confirm: {
    warning: "This cannot be undone. Your account and your posts at Instagram stay as they are.",
    back: "Back",
    disconnect: {
      heading: "Disconnect your account?",
      text: "This server forgets its access to your account, and deletes the profile, the posts and the pictures that it stores. Sites that show them stop doing so.",
      label: "Disconnect",
    },
    delete: {
      heading: "Delete your data?",
      text: "This server deletes its access to your account, the profile, the posts and the pictures that it stores. Sites that show them stop doing so. You get a confirmation code, and a page that says what was deleted.",
      label: "Delete my data",
    },
  },
};
