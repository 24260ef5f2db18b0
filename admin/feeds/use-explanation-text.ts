import type { ExplainPostQuery } from "../gql/graphql.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { useRuleText } from "./use-rule-text.js";

type Explained = Pick<NonNullable<ExplainPostQuery["explainPost"]>, "text" | "rule">;

/** The words between the quotation marks are the rule's. */
const RULE = /(?<=^Excluded by rule \d+, “).*?(?=”: )/s;

/** Why a post is in a feed or is not, in the reader's words. A rule without a label is named as the list of rules names it. */
export function useExplanationText(): (explained: Explained) => string {
  const translate = useTranslate();
  const ruleText = useRuleText();
  return ({ text, rule }) => {
    if (!rule || rule.label !== null) return serverText(text, translate);
    const { action, match } = rule;
    const name = `${translate(`darkroom.feeds.rules.action.${action}`)}: ${ruleText(match)}`;
    return serverText(
      text.replace(RULE, () => name),
      translate,
    );
  };
}
