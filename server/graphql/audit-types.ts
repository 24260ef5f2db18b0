import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { ActorKind, EventAction, EventOutcome } from "../db/schema/audit-log.js";

export { EventAction };

registerEnumType(EventAction, {
  name: "EventAction",
  description: "The actions in the audit log.",
  valuesConfig: {
    ACCOUNT_CONNECTED: { description: "An account was connected for the first time." },
    ACCOUNT_RECONNECTED: { description: "The owner connected the account again." },
    ACCOUNT_IMPORTED: { description: "An account was imported with an existing token." },
    ACCOUNT_DISCONNECTED: { description: "An account and all its data were deleted." },
    ACCOUNT_ERASED: {
      description: "An account was erased: Meta or its owner required it, or it was a duplicate of another account.",
    },
    ACCOUNT_DEAUTHORIZED: {
      description: "An owner removed the app at Instagram: the token was forgotten, the data stays.",
    },
    ACCOUNT_UPDATED: { description: "The reference, tags or note of an account were changed." },
    ACCOUNT_PAUSED: { description: "The scheduled syncs of an account were paused." },
    ACCOUNT_RESUMED: { description: "The scheduled syncs of an account were resumed." },
    ACCOUNT_SNOOZED: { description: "An account was snoozed, or its snooze was ended." },
    TOKEN_REFRESHED: { description: "A token was refreshed." },
    TOKEN_FAILED: { description: "A token refresh failed." },
    SYNC_FAILED: { description: "A sync failed." },
    MEDIA_HIDDEN: { description: "A post was hidden." },
    MEDIA_SHOWN: { description: "A hidden post was made visible again." },
    KEY_CREATED: { description: "An API key was created." },
    KEY_UPDATED: { description: "An API key was changed." },
    KEY_REVOKED: { description: "An API key was revoked." },
    LINK_CREATED: { description: "A connect link was created." },
    LINK_REVOKED: { description: "A connect link was revoked." },
    JOB_STARTED: { description: "A bulk job was started." },
    JOB_CANCELLED: { description: "A bulk job was cancelled." },
    OPERATOR_ADDED: { description: "An operator was added." },
    OPERATOR_PASSWORD_SET: { description: "An operator's password was changed." },
    OPERATOR_REMOVED: { description: "An operator was removed." },
    OPERATOR_SIGNED_IN: { description: "An operator signed in." },
    FEED_CREATED: { description: "A feed was created." },
    FEED_UPDATED: { description: "A feed's settings were changed." },
    FEED_RESTORED: { description: "An earlier version of a feed's settings was restored." },
    FEED_REMOVED: { description: "A feed was removed." },
    FEED_DECIDED: { description: "Posts were shown, hidden or undecided in a feed." },
    FEED_PINNED: { description: "A post was pinned in a feed." },
    FEED_UNPINNED: { description: "A post was unpinned in a feed." },
    OWNER_LOGGED_IN: { description: "An account's owner logged in with Instagram." },
    OWNER_DATA_EXPORTED: { description: "An account's owner downloaded their data." },
    SECRETS_ROTATED: { description: "All encrypted data was encrypted anew with the first of SECRET_KEYS." },
    TEST_ALERT_SENT: { description: "A test alert was sent." },
    SANDBOX_ERASED: { description: "The sandbox's accounts were erased." },
    ERASURE_REQUESTED: { description: "Meta requested the deletion of a person's data." },
    CALLBACK_REJECTED: {
      description: "A request that claims to come from Meta was rejected; at most 60 entries an hour.",
    },
  } satisfies Record<keyof typeof EventAction, { description: string }>,
});

registerEnumType(EventOutcome, {
  name: "EventOutcome",
  description: "The result.",
  valuesConfig: {
    OK: { description: "The action succeeded." },
    FAILED: { description: "The action failed; see `cause`." },
  },
});

registerEnumType(ActorKind, {
  name: "ActorKind",
  description: "The kinds of actors in the audit log.",
  valuesConfig: {
    SYSTEM: { description: "The server itself, by its schedule." },
    OPERATOR: { description: "An operator: signed in, with the operator token, or on the command line." },
    CLIENT: { description: "A site or app that authenticates with an API key." },
    OWNER: { description: "The account's owner, who has logged in with Instagram." },
    ANONYMOUS: { description: "A person in a browser who was not signed in." },
  },
});

@ObjectType({ simpleResolvers: true, description: "The actor of an audit log entry." })
export class Actor {
  @Field(() => ActorKind, { description: "The kind of actor." })
  kind!: ActorKind;

  @Field(() => ID, {
    nullable: true,
    description: "Darkroom's id of the operator, API key or account, if there is one.",
  })
  id!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "One entry of the audit log: who did what, when, and with which result.",
})
export class Event {
  @Field(() => ID, { description: "The entry's id, which is also its position in the log." })
  id!: number;

  @Field(() => Date, { description: "When it was done." })
  at!: Date;

  @Field(() => EventAction, { description: "What was done." })
  action!: EventAction;

  @Field(() => ID, { nullable: true, description: "Darkroom's id of the account, even after it was disconnected." })
  accountId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "What else the action concerned: Darkroom's id of a key, link, operator or job, or Instagram's of a post.",
  })
  subject!: string | null;

  @Field(() => Int, { nullable: true, description: "Instagram's error code." })
  instagramCode!: number | null;

  @Field(() => Int, { nullable: true, description: "Instagram's error subcode." })
  instagramSubcode!: number | null;

  @Field(() => String, { nullable: true, description: "Meta's id of the failed call, for requests to Meta's support." })
  traceId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "One page of the audit log, newest first." })
export class EventList {
  @Field(() => [Event], { description: "The entries of this page." })
  nodes!: Event[];

  @Field(() => Boolean, { description: "Whether older entries exist." })
  hasNextPage!: boolean;
}

@InputType("EventFilter", { description: "Selects audit log entries. An omitted or empty field does not filter." })
export class EventFilter {
  @Field(() => ID, { nullable: true, description: "Only entries about this account, even after it was disconnected." })
  accountId?: string | null;

  @Field(() => [EventAction], { nullable: true, description: "Any of these." })
  action?: EventAction[] | null;

  @Field(() => [ActorKind], { nullable: true, description: "Only entries by these kinds of actors." })
  actorKind?: ActorKind[] | null;

  @Field(() => [EventOutcome], { nullable: true, description: "Any of these." })
  outcome?: EventOutcome[] | null;

  @Field(() => Date, { nullable: true, description: "Only entries at this instant or later." })
  since?: Date | null;

  @Field(() => Date, { nullable: true, description: "Only entries before this instant." })
  until?: Date | null;
}
