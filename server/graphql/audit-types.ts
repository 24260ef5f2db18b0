import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { ActorKind, EventAction, EventOutcome } from "../db/schema/audit-log.js";

export { EventAction };

registerEnumType(EventAction, {
  name: "EventAction",
  description: "What can be in the record.",
  valuesConfig: {
    ACCOUNT_CONNECTED: { description: "An account was connected for the first time." },
    ACCOUNT_RECONNECTED: { description: "Its owner agreed again." },
    ACCOUNT_IMPORTED: { description: "It was taken over with a token got elsewhere." },
    ACCOUNT_DISCONNECTED: { description: "It was forgotten with everything of its." },
    ACCOUNT_ERASED: {
      description:
        "It was erased because Meta or its owner demanded it, or because it turned out to be another account's person.",
    },
    ACCOUNT_UPDATED: { description: "Its reference, tags or note were changed." },
    ACCOUNT_PAUSED: { description: "Its scheduled syncs were stopped." },
    ACCOUNT_RESUMED: { description: "They were started again." },
    ACCOUNT_SNOOZED: { description: "It was taken out of the list of those that need somebody, or put back." },
    TOKEN_REFRESHED: { description: "Its token was refreshed." },
    TOKEN_FAILED: { description: "A refresh failed." },
    SYNC_FAILED: { description: "A sync failed." },
    MEDIA_HIDDEN: { description: "A post was hidden." },
    MEDIA_SHOWN: { description: "A hidden post was shown again." },
    KEY_CREATED: { description: "An API key was made." },
    KEY_UPDATED: { description: "An API key was changed." },
    KEY_REVOKED: { description: "An API key was ended." },
    LINK_CREATED: { description: "A connect link was made." },
    LINK_REVOKED: { description: "A connect link was withdrawn." },
    JOB_STARTED: { description: "Work on many accounts was begun." },
    JOB_CANCELLED: { description: "Work on many accounts was called off." },
    OPERATOR_ADDED: { description: "An operator was added." },
    OPERATOR_PASSWORD_SET: { description: "An operator's password was changed." },
    OPERATOR_REMOVED: { description: "An operator was removed." },
    OPERATOR_SIGNED_IN: { description: "An operator signed in." },
    SECRETS_ROTATED: { description: "Everything sealed was sealed anew with the first of SECRET_KEYS." },
    TEST_ALERT_SENT: { description: "A test was sent to those who are told of trouble." },
    SANDBOX_ERASED: { description: "The sandbox's accounts were erased." },
  } satisfies Record<keyof typeof EventAction, { description: string }>,
});

registerEnumType(EventOutcome, {
  name: "EventOutcome",
  description: "What came of it.",
  valuesConfig: { OK: { description: "It was done." }, FAILED: { description: "It failed; see the cause." } },
});

registerEnumType(ActorKind, {
  name: "ActorKind",
  description: "Who can do something here.",
  valuesConfig: {
    MACHINE: { description: "The server itself, by its timetable." },
    OPERATOR: { description: "An operator, signed in or by the operator token, or the command line." },
    CLIENT: { description: "A site or app, by its API key." },
    OWNER: { description: "The account's owner, logged in with Instagram." },
    ANONYMOUS: { description: "Somebody in a browser who was not signed in." },
  },
});

@ObjectType({ simpleResolvers: true, description: "Who did something." })
export class Actor {
  @Field(() => ActorKind, { description: "What kind of actor." })
  kind!: ActorKind;

  @Field(() => ID, {
    nullable: true,
    description: "Our id of the operator, the key or the account, where there is one.",
  })
  id!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "One line of the record: who did what, when, and what came of it." })
export class Event {
  @Field(() => ID, { description: "Its place in the record." })
  id!: number;

  @Field(() => Date, { description: "When." })
  at!: Date;

  @Field(() => EventAction, { description: "What." })
  action!: EventAction;

  @Field(() => ID, { nullable: true, description: "Our id of the account that it was about, also when that is gone." })
  accountId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "What else it was done to: our id of a key, a connect link, an operator or a job, Instagram's of a post.",
  })
  subject!: string | null;

  @Field(() => Int, { nullable: true, description: "Instagram's error code." })
  instagramCode!: number | null;

  @Field(() => Int, { nullable: true, description: "Instagram's error subcode." })
  instagramSubcode!: number | null;

  @Field(() => String, { nullable: true, description: "What Meta's support asks for: the id of the failed call." })
  traceId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "One page of the record, newest first." })
export class EventList {
  @Field(() => [Event], { description: "The lines of this page." })
  nodes!: Event[];

  @Field(() => Boolean, { description: "Whether there are older ones." })
  hasNextPage!: boolean;
}

@InputType("EventFilter", { description: "Which lines of the record; what is left out or empty filters nothing." })
export class EventFilter {
  @Field(() => ID, { nullable: true, description: "Those about this account, also when it is gone." })
  accountId?: string | null;

  @Field(() => [EventAction], { nullable: true, description: "Any of these." })
  action?: EventAction[] | null;

  @Field(() => [ActorKind], { nullable: true, description: "Done by any of these." })
  actorKind?: ActorKind[] | null;

  @Field(() => [EventOutcome], { nullable: true, description: "Any of these." })
  outcome?: EventOutcome[] | null;

  @Field(() => Date, { nullable: true, description: "From this instant on." })
  since?: Date | null;

  @Field(() => Date, { nullable: true, description: "Before this instant." })
  until?: Date | null;
}
