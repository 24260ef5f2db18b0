import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from "type-graphql";
import { EventOutcome, type EventRow } from "../db/schema/audit-log.js";
import { keyNameLoader } from "../features/api-keys/loaders.js";
import { describeActor, findEvent, isUnanswered, listEvents, UNANSWERED } from "../features/audit/list-events.js";
import { accountEvents } from "../features/audit/loaders.js";
import { accountLoader } from "../features/feed/loaders.js";
import type { FeedRow } from "../features/feed/read-accounts.js";
import { accountSelection } from "../features/feed/selection.js";
import { checkFirst } from "../features/media/media-filter.js";
import { operatorEmailLoader } from "../features/operators/find-operators.js";
import { NEXT_STEPS } from "../instagram/cause-steps.js";
import { FailureCause } from "../instagram/errors.js";
import type { Context } from "../request-context.js";
import { requireOperator } from "./access.js";
import { Account } from "./account-types.js";
import { Actor, Event, EventAction, EventFilter, EventList } from "./audit-types.js";
import { pathOf, requestedFields } from "./executor/requested-fields.js";
import { PageArgs, pageOf } from "./page-args.js";

@Resolver(() => Event)
export class EventResolver {
  @Query(() => EventList, {
    nullable: true,
    description: "The audit log, newest entry first. Operators only.",
  })
  events(
    @Arg("filter", () => EventFilter, { nullable: true, description: "The entries to select." })
    filter: EventFilter | null,
    @Arg("after", () => ID, { nullable: true, description: "The id of the last entry of the previous page." })
    after: string | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app, viewer }: Context,
  ) {
    requireOperator(viewer);
    const page = { ...pageOf(args), after: after ?? null };
    return listEvents(app, { filter: filter ?? {}, ...page });
  }

  @Query(() => Event, {
    nullable: true,
    description: "One entry of the audit log; null when it does not exist. Operators only.",
  })
  event(@Arg("id", () => ID, { description: "The entry's id." }) id: string, @Ctx() { app, viewer }: Context) {
    requireOperator(viewer);
    return findEvent(app, id);
  }

  @FieldResolver(() => Actor, { description: "Who." })
  actor(@Root() event: EventRow) {
    return describeActor(event.actor);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The account concerned; null after it was disconnected.",
  })
  account(@Root() { accountId }: EventRow, @Ctx() { load }: Context, @Info() info: GraphQLResolveInfo) {
    return accountId === null
      ? null
      : load(accountLoader(accountSelection(requestedFields(info)), pathOf(info)), accountId);
  }

  @FieldResolver(() => EventOutcome, { description: "The result." })
  outcome(@Root() { outcome }: EventRow): EventOutcome {
    return outcome === "ok" ? "OK" : "FAILED";
  }

  @FieldResolver(() => FailureCause, { nullable: true, description: "Why the action failed." })
  cause(@Root() { outcome }: EventRow): FailureCause | null {
    return outcome in FailureCause ? (outcome as FailureCause) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "After a failure: one sentence that says what to do." })
  nextStep(@Root() event: EventRow): string | null {
    return isUnanswered(event) ? UNANSWERED : (NEXT_STEPS[event.outcome as FailureCause] ?? null);
  }
}

@Resolver(() => Actor)
export class ActorResolver {
  @FieldResolver(() => String, {
    description:
      "An operator's e-mail or an API key's name; otherwise a fixed label. The id, if the actor was deleted.",
  })
  label(@Root() actor: Actor, @Ctx() { load }: Context): Promise<string> {
    return labelOf(load, actor);
  }
}

export async function labelOf(load: Context["load"], { kind, id }: Actor): Promise<string> {
  if (kind === "OPERATOR" && id !== null) return LABELS[id] ?? (await load(operatorEmailLoader, id)) ?? id;
  if (kind === "CLIENT" && id !== null) return (await load(keyNameLoader, id)) ?? id;
  return LABELS[kind] ?? kind;
}

const LABELS: Record<string, string> = {
  token: "OPERATOR_TOKEN",
  cli: "the command line",
  SYSTEM: "the server",
  OWNER: "the account's owner",
  ANONYMOUS: "somebody in a browser",
};

@Resolver(() => Account)
export class AccountEventsResolver {
  @FieldResolver(() => [Event], {
    nullable: true,
    description: "The newest audit log entries about this account, newest first. Operators only; null for anyone else.",
  })
  events(
    @Root() account: FeedRow,
    @Arg("first", () => Int, {
      nullable: true,
      defaultValue: 25,
      description: "The number of items to return, from 1 to 100.",
    })
    first: number | null,
    @Arg("action", () => [EventAction], {
      nullable: true,
      description: "Only entries with one of these actions. Omitted or empty: all entries.",
    })
    actions: EventAction[] | null,
    @Ctx() { load, viewer }: Context,
  ) {
    if (viewer.kind !== "OPERATOR") return null;
    return load(accountEvents({ first: checkFirst(first ?? 25), actions: actions ?? [] }), String(account.id));
  }
}
