import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { ErasedKind, ErasureReason, ErasureState } from "../db/schema/erasures.js";
import { MetaAddress } from "../features/privacy/check-addresses.js";

registerEnumType(MetaAddress, {
  name: "MetaAddress",
  description: "The addresses that Meta's form asks for.",
  valuesConfig: {
    REDIRECT_URI: { description: "The OAuth redirect URI." },
    DEAUTHORIZE: { description: "The deauthorize callback." },
    DATA_DELETION: { description: "The data deletion callback." },
    PRIVACY: { description: "The privacy policy." },
  },
});

registerEnumType(ErasureReason, {
  name: "ErasureReason",
  description: "Why an account was erased.",
  valuesConfig: {
    OWNER: { description: "Its owner disconnected it or deleted their data." },
    OPERATOR: { description: "An operator disconnected or erased it." },
    CALLBACK: { description: "Meta requested it by its data deletion callback." },
    MAILED_LIST: { description: "Its id was in a list that Meta mailed." },
    RETENTION: { description: "It was disconnected or broken for longer than ERASE_BROKEN_AFTER." },
  },
});

registerEnumType(ErasureState, {
  name: "ErasureState",
  description: "How far an erasure has come.",
  valuesConfig: {
    PENDING: { description: "Nothing is deleted yet; a job will do it within seconds." },
    ERASED: { description: "Every row is deleted; the files follow." },
    DONE: { description: "Every row and every file is deleted." },
    NOT_FOUND: { description: "There was nothing to delete." },
    AMBIGUOUS: { description: "The id means more than one account, so nothing was deleted." },
  },
});

registerEnumType(ErasedKind, {
  name: "ErasedKind",
  description: "What an erasure deletes.",
  valuesConfig: {
    ACCOUNTS: { description: "Accounts with their profiles." },
    TOKENS: { description: "Access tokens." },
    POSTS: { description: "Posts and parts of albums." },
    PICTURES: { description: "Addresses of pictures and videos." },
    FILES: { description: "Files that no other account shows." },
    SYNC_RUNS: { description: "Records of syncs." },
    ALERTS: { description: "Alerts about the account." },
    MESSAGES: { description: "Alert messages that the account was removed from." },
    CONNECT_LINKS: { description: "Connect links for the account, or used by it." },
    OAUTH_STATES: { description: "Started or finished OAuth flows." },
    KEY_GRANTS: { description: "Grants of API keys." },
    JOB_ITEMS: { description: "Entries in bulk jobs." },
    AUDIT_DETAILS: { description: "Audit log entries from which Instagram's ids were removed." },
  },
});

@ObjectType({ simpleResolvers: true, description: "How many rows or files of one kind were deleted." })
export class ErasedCount {
  @Field(() => ErasedKind, { description: "The kind." })
  kind!: ErasedKind;

  @Field(() => Int, { description: "How many." })
  count!: number;
}

@ObjectType({ simpleResolvers: true, description: "A request to erase an account, and its receipt. It names nobody." })
export class Erasure {
  @Field(() => ID, { description: "The receipt's id." })
  id!: string;

  @Field(() => String, { description: "The confirmation code: it opens the status page." })
  code!: string;

  @Field(() => ErasureReason, { description: "Why." })
  reason!: ErasureReason;

  @Field(() => ErasureState, { description: "How far it has come." })
  state!: ErasureState;

  @Field(() => ID, {
    nullable: true,
    description: "Darkroom's id of the account, which means nobody once it is erased; null if none was found.",
  })
  accountId!: string | null;

  @Field(() => Date, { description: "When it was requested." })
  requestedAt!: Date;

  @Field(() => Date, { nullable: true, description: "When the rows were deleted." })
  erasedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When nothing was left to do." })
  finishedAt!: Date | null;
}

@ObjectType({ description: "One page of erasures, newest first." })
export class ErasureList {
  @Field(() => [Erasure], { description: "The erasures of this page." })
  nodes!: Erasure[];
}

@ObjectType({ simpleResolvers: true, description: "An account that would be erased." })
export class ErasurePreviewAccount {
  @Field(() => ID, { description: "Darkroom's id of the account." })
  id!: string;

  @Field(() => String, { description: "The username." })
  username!: string;
}

@ObjectType({ simpleResolvers: true, description: "What a list of Instagram's ids means here; nothing is erased yet." })
export class ErasurePreview {
  @Field(() => Int, { description: "The number of different ids in the list." })
  idCount!: number;

  @Field(() => Int, { description: "The number of accounts that would be erased." })
  accountCount!: number;

  @Field(() => Int, { description: "The number of ids that no account here has." })
  unknownCount!: number;

  @Field(() => [String], { description: "Ids that more than one account has; none of these is erased. At most 100." })
  ambiguousIds!: string[];

  @Field(() => Int, { description: "The number of parts of the text that are not ids, such as a heading." })
  invalidCount!: number;

  @Field(() => [ErasurePreviewAccount], { description: "The first 100 accounts that would be erased." })
  accounts!: ErasurePreviewAccount[];
}

@ObjectType({ simpleResolvers: true, description: "How one address of Meta's form responds." })
export class AddressCheck {
  @Field(() => MetaAddress, { description: "What Meta's form calls it." })
  address!: MetaAddress;

  @Field(() => String, { description: "The address." })
  url!: string;

  @Field(() => String, { nullable: true, description: "What is wrong with it; null when it responds as it should." })
  problem!: string | null;
}
