import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "Changes to an account's reference, tags and note. An omitted field stays; null clears it." })
export class UpdateAccountInput {
  @Field(() => String, {
    nullable: true,
    description: "The account's id or name in your own systems; at most 200 characters.",
  })
  reference?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "The new tags, which replace the old ones; at most 50, each with at most 100 characters.",
  })
  tags?: string[] | null;

  @Field(() => String, { nullable: true, description: "Any text; at most 5,000 characters." })
  note?: string | null;
}

@InputType({ description: "Changes to one of many accounts." })
export class AccountUpdateInput {
  @Field(() => ID, { description: "Darkroom's id of the account." })
  accountId!: string;

  @Field(() => UpdateAccountInput, { description: "The changes. An omitted field stays; null clears it." })
  input!: UpdateAccountInput;
}
