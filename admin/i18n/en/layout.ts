export const texts = {
  menu: {
    home: "Home",
    connect: "Connect",
    activity: "Activity",
    erasures: "Erasures",
    settings: "Settings",
    docs: "Documentation",
    /** Read out between the number of accounts and the menu's entry. */
    to_do: "to do,",
  },
  sandbox: "Sandbox",
  sandbox_help: "This server uses the sandbox, a fake Instagram. Set INSTAGRAM_APP_ID to use the real one.",
  offline: "The server does not respond. The values shown are old. This page retries automatically.",
  new_version: {
    now: "Darkroom is now %{version}.",
    what_changed: "What changed",
    title: "What changed in Darkroom %{version}",
    close: "Close",
  },
  broken: {
    title: "This page is broken",
    what: "Something went wrong while this page was rendered.",
    help: "Accounts, tokens and posts are not affected. If reloading does not help, see the browser's console.",
    reload: "Reload the page",
  },
  /** Of a page whose code could not be loaded. */
  lost: {
    title: "This page is not loaded yet",
    text: "The server does not respond. This page loads automatically as soon as it does.",
    waiting: "Waiting for the server",
  },
  user: {
    signed_in_as: "Signed in as",
    change_password: "Change password",
    sign_out: "Sign out",
    sign_out_everywhere: "Sign out everywhere",
  },
};
