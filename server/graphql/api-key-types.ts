import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { ApiKeyKind, ApiKeyScope } from "../db/schema/api-keys.js";

registerEnumType(ApiKeyKind, {
  name: "ApiKeyKind",
  description: "The kinds of API keys.",
  valuesConfig: {
    PUBLISHABLE: { description: "For browsers, on the listed origins; reads public fields. Starts with `pk_`." },
    SECRET: { description: "For servers; must never reach a browser. Starts with `sk_`." },
  },
});

registerEnumType(ApiKeyScope, {
  name: "ApiKeyScope",
  description: "The scopes of an API key.",
  valuesConfig: {
    READ: { description: "Read the key's accounts." },
    CONNECT: {
      description: "Connect accounts with `startConnect` and `connectAccount`. The key may then read these accounts.",
    },
    REFRESH: { description: "Read token states, and call `refreshToken` and `syncAccount`." },
  },
});

@InputType({ description: "The API key to create." })
export class CreateApiKeyInput {
  @Field(() => String, { description: "A name for the key, such as the site that uses it." })
  name!: string;

  @Field(() => ApiKeyKind, { description: "The kind of key." })
  kind!: ApiKeyKind;

  @Field(() => [ApiKeyScope], {
    nullable: true,
    defaultValue: [ApiKeyScope.READ],
    description: "The key's scopes. A publishable key can only have READ.",
  })
  scopes?: ApiKeyScope[] | null;

  @Field(() => [ID], {
    nullable: true,
    defaultValue: [],
    description: "The accounts that the key may read. Required unless `allAccounts` is true or `feedIds` names some.",
  })
  accountIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "All accounts, including those connected later.",
  })
  allAccounts?: boolean | null;

  @Field(() => [ID], {
    nullable: true,
    defaultValue: [],
    description:
      "The feeds that the key is bound to. With feeds and no accounts, it reads these feeds and nothing else.",
  })
  feedIds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    defaultValue: [],
    description:
      "The origins where a publishable key works; at least one. Examples: https://example.com, https://*.example.com, https://*--site.netlify.app, capacitor://localhost or http://localhost:*",
  })
  origins?: string[] | null;

  @Field(() => Date, { nullable: true, description: "When the key expires. Omitted: never." })
  expiresAt?: Date | null;
}

@InputType({ description: "Changes to a key. An omitted field stays." })
export class UpdateApiKeyInput {
  @Field(() => String, { nullable: true, description: "The name that operators gave the key." })
  name?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: "The accounts that the key may read, replacing the previous ones. Sets `allAccounts` to false.",
  })
  accountIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: "All accounts, including those connected later." })
  allAccounts?: boolean | null;

  @Field(() => [ID], {
    nullable: true,
    description: "The feeds that the key is bound to, replacing the previous ones.",
  })
  feedIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: "The origins, replacing the previous ones." })
  origins?: string[] | null;

  @Field(() => Date, { nullable: true, description: "When the key expires; null for never." })
  expiresAt?: Date | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "An API key of a site or app. The secret key text is not part of it.",
})
export class ApiKey {
  @Field(() => ID, { description: "The id of this record, which is not the key." })
  id!: string;

  @Field(() => String, { description: "The name that operators gave the key." })
  name!: string;

  @Field(() => ApiKeyKind, { description: "The kind of key." })
  kind!: ApiKeyKind;

  @Field(() => String, { description: "The first characters of the key, for recognition." })
  prefix!: string;

  @Field(() => [ApiKeyScope], { description: "The key to create." })
  scopes!: ApiKeyScope[];

  @Field(() => Boolean, { description: "Whether the key may read all accounts, including those connected later." })
  allAccounts!: boolean;

  @Field(() => [String], { description: "The origins where a publishable key works." })
  origins!: string[];

  @Field(() => Date, { description: "When the key was created." })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: "When the key expires; null for never." })
  expiresAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: "When the key was last used, to the minute; null if never.",
  })
  lastUsedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the key was revoked; null while it works." })
  revokedAt!: Date | null;
}

@ObjectType({ description: "One page of keys, newest first." })
export class ApiKeyList {
  @Field(() => [ApiKey], { description: "The keys of this page, including revoked ones." })
  nodes!: ApiKey[];
}

@ObjectType({ simpleResolvers: true, description: "A new API key." })
export class CreatedApiKey {
  @Field(() => ApiKey, { description: "The record, as later queries return it." })
  apiKey!: ApiKey;

  @Field(() => String, { description: "The secret key text. It is returned only this once." })
  key!: string;
}
