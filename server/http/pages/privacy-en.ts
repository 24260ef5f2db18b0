import { DAY_MS } from "../../lib/clock.js";
import { html } from "../../lib/html.js";
import type { PrivacyFacts, PrivacyText, Section } from "./privacy-text.js";

export const PRIVACY_EN: PrivacyText = {
  title: "Privacy",
  other: { label: "Auf Deutsch", language: "de" },
  added: "From the operator",
  columns: ["What", "Why", "How long"],
  duration: (count, unit) => `${count} ${unit}${count === 1 ? "" : "s"}`,
  sections: (facts) => [
    responsible(facts),
    purpose(facts),
    stored(facts),
    place(facts),
    visitors(facts),
    rights(facts),
  ],
  account: ({ keepVideos }) => [
    [
      "Your access token from Instagram, encrypted; its dates and permissions",
      "to read your profile and posts; nobody sees it, operators neither",
      "until the account is disconnected or deleted; it is renewed about every 30 days and lasts 60 days without renewal",
    ],
    [
      "Instagram's ids of your account, username, name, biography, website, account type, numbers of followers, accounts followed and posts",
      "to show your profile",
      "as long as the account is connected; brought up to date at each sync",
    ],
    [
      "Your posts: caption, hashtags, mentioned names, time, link, alt text, numbers of likes and comments",
      "to show your posts",
      "until you remove the post at Instagram, or the account is disconnected or deleted",
    ],
    [
      keepVideos
        ? "Copies of your pictures and videos"
        : "Copies of your pictures; videos are passed on and not stored",
      "so that they load reliably",
      "as the post itself; the files follow within minutes, caches forget within a day",
    ],
    [
      "Reference, tags and notes that operators write about the account",
      "to find it among others",
      "until an operator changes them, or the account is disconnected or deleted",
    ],
    ["Operators: e-mail address and a hash of the password", "to sign in", "until the operator is removed"],
  ],
  retained: {
    "audit log entries": ["What was done to which account, with this server's own ids; no names", "to explain faults"],
    syncs: ["When an account was synced, with counts and errors", "to find faults"],
    "daily counts": ["Numbers of syncs and refreshes a day; nothing about a person", "to see how the server does"],
    "bulk jobs": ["Work that operators started on many accounts, with this server's own ids", "to follow its progress"],
    "last runs of former jobs": ["When a job of the server ran; nothing about a person", "to see how the server does"],
    "tombstones of posts": [
      "Of a removed post its id, type, time and counts; no caption and no picture",
      "so that lists can be continued",
    ],
    "OAuth states": ["A connection or login that was begun, as a hash", "to protect it from strangers"],
    sessions: ["Operators' sessions, as a hash", "to stay signed in"],
    "owners' sessions": ["Your login with Instagram, as a hash", "to stay logged in"],
    "failed sign-ins": ["Failed sign-ins of operators: a hash of address and e-mail", "to stop guessing"],
    alerts: ["Faults of an account or of the server", "to tell operators"],
    "alert deliveries": ["When such a message was sent, without its text", "to see that it arrived"],
    "receipts of erasures": ["That an account was deleted, when and why; no name", "to prove it"],
    "empty erasure requests": ["Deletion requests for accounts that are not here; no name", "to answer them"],
  },
};

function responsible({ contact, mode }: PrivacyFacts): Section {
  const { name, email } = contact;
  const mail = email && html`<p>E-mail: <a href="mailto:${email}">${email}</a></p>`;
  return {
    heading: "Who is responsible",
    body: [
      name ?? "The operator of this server has not entered a name yet (setting CONTACT_NAME).",
      ...(mail ? [mail] : []),
      ...(mode === "sandbox" ? ["This server runs in sandbox mode: its Instagram accounts are invented."] : []),
    ],
  };
}

function purpose({ publicRead }: PrivacyFacts): Section {
  return {
    heading: "What this server does",
    body: [
      "It shows the posts of Instagram accounts on websites and in apps. It reads only accounts whose owners have agreed on Instagram's own page, and only with the permission instagram_business_basic: profile and posts. It never posts, sends messages or reads them.",
      publicRead
        ? "Everybody may read the profile, the posts and the pictures that it stores."
        : "The operator decides which websites and apps may read the profile, the posts and the pictures. Pictures have addresses that cannot be guessed; who knows one can load it.",
      "Nothing is sold, used for advertising or given to anyone else. Mentioned people and collaborators appear only as far as a post names them.",
    ],
  };
}

function stored({ eraseBrokenAfterMs }: PrivacyFacts): Section {
  const days = Math.round((eraseBrokenAfterMs ?? 0) / DAY_MS);
  const retention = `If the access is lost and the account is not connected again within ${days} days, everything of it is deleted.`;
  return { heading: "What is stored, and how long", body: ["TABLE", ...(days > 0 ? [retention] : [])] };
}

function place({ publicUrl, isBucket, alertWebhook, alertMail }: PrivacyFacts): Section {
  const channels = [alertWebhook && "a webhook of the operator's", alertMail && "e-mail to the operators"].filter(
    Boolean,
  );
  return {
    heading: "Where",
    body: [
      `In the database of this server (${publicUrl}), and the copies of pictures ${isBucket ? "in a storage service that the operator has rented" : "on its disk"}. Backups that the operator makes hold the same, with encrypted tokens; a deletion is repeated when one is restored.`,
      "It requests your profile and posts from Instagram (Meta Platforms) with your access token. It sends Instagram nothing about visitors.",
      ...(channels.length > 0
        ? [`When an account needs attention, its name is sent by ${channels.join(" and ")}.`]
        : []),
    ],
  };
}

function visitors({ instagramLogin }: PrivacyFacts): Section {
  return {
    heading: "Visitors and cookies",
    body: [
      "Nothing is stored about people who only look at pages or posts. The request log holds the method, the kind of page, the result and the time, but no network address. To stop floods, requests are counted by network address, in memory, for at most an hour; only an address that opens hundreds of connections is logged. There are no trackers, and nothing is loaded from other hosts.",
      html`<ul>
<li><code>darkroom_browser</code>, <code>darkroom_invite</code>: when you begin to connect an account; one hour</li>
${instagramLogin && html`<li><code>darkroom_owner</code>: when you log in with Instagram; seven days</li>`}
<li><code>darkroom_session</code>: when an operator signs in; 30 days</li>
</ul>`,
    ],
  };
}

function rights({ instagramLogin, contact }: PrivacyFacts): Section {
  const ask = contact.email === null ? "Ask the operator" : `Write to ${contact.email}`;
  return {
    heading: "Your rights",
    body: [
      instagramLogin
        ? html`<ul>
<li><a href="/me">See and download</a> what is stored of your account, as one archive.</li>
<li><a href="/me/disconnect">Disconnect</a> your account: the access and all data are deleted.</li>
<li><a href="/me/delete">Delete your data</a>, with a confirmation code and a page that says what happened.</li>
</ul>`
        : `${ask} to see, correct, download or delete what is stored of your account.`,
      "At Instagram, under Settings, Website permissions, Apps and websites, you can remove the app. Then this server forgets its access. You can also ask Instagram there to have your data deleted; you get the address of a page that says what happened.",
      `${ask} with every other question. You may also complain to the data protection authority of your country.`,
    ],
  };
}
