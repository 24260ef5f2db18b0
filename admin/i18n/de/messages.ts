import type { Messages } from "../en/messages.js";
import * as account from "./account.js";
import * as accounts from "./accounts.js";
import * as activity from "./activity.js";
import * as connect from "./connect.js";
import * as erasures from "./erasures.js";
import * as errors from "./errors.js";
import * as feeds from "./feeds.js";
import * as home from "./home.js";
import * as importing from "./import.js";
import * as jobs from "./jobs.js";
import * as keys from "./keys.js";
import * as layout from "./layout.js";
import * as links from "./links.js";
import * as media from "./media.js";
import * as operators from "./operators.js";
import { ra } from "./react-admin.js";
import * as search from "./search.js";
import * as server from "./server.js";
import * as settings from "./settings.js";
import * as shortcuts from "./shortcuts.js";
import * as signIn from "./sign-in.js";
import * as states from "./states.js";
import * as tokens from "./tokens.js";
import * as ui from "./ui.js";

export const messages: Messages = {
  ra,
  resources: {
    accounts: accounts.resource,
    apiKeys: keys.resource,
    connectLinks: links.resource,
    erasures: erasures.resource,
    events: activity.resource,
    feeds: feeds.resource,
    jobs: jobs.resource,
    operators: operators.resource,
    alertDeliveries: settings.resource,
  },
  darkroom: {
    account: account.texts,
    accounts: accounts.texts,
    activity: activity.texts,
    connect: connect.texts,
    erasures: erasures.texts,
    errors: errors.texts,
    feeds: feeds.texts,
    home: home.texts,
    import: importing.texts,
    jobs: jobs.texts,
    keys: keys.texts,
    layout: layout.texts,
    links: links.texts,
    media: media.texts,
    operators: operators.texts,
    search: search.texts,
    server: server.texts,
    settings: settings.texts,
    signIn: signIn.texts,
    tokens: tokens.texts,
    shortcuts: shortcuts.texts,
    states: states.texts,
    ui: ui.texts,
  },
};
