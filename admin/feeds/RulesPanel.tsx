import AddIcon from "@mui/icons-material/Add";
import ExpandIcon from "@mui/icons-material/ExpandMore";
import { Box, Button, ButtonBase, Typography } from "@mui/material";
import { useId, useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { Panel } from "../ui/Panel.js";
import { type DraftRule, hasCondition, moved, newRule } from "./feed-draft.js";
import { OrderButtons } from "./OrderButtons.js";
import { RuleFields } from "./RuleFields.js";
import type { Draft } from "./use-draft.js";
import { useRuleText } from "./use-rule-text.js";

/** The rules of a feed in their order; one of them is open to be changed. */
export function RulesPanel({ draft: { draft, edit } }: { draft: Draft }) {
  const translate = useTranslate();
  const [openKey, setOpenKey] = useState<string | null>(null);
  const { rules, otherwise } = draft;
  const set = (next: DraftRule[]) => edit({ rules: next });
  function add() {
    const rule = newRule();
    set([...rules, rule]);
    setOpenKey(rule.key);
  }
  const addButton = (
    <Button size="small" startIcon={<AddIcon />} onClick={add}>
      {translate("darkroom.feeds.rules.add")}
    </Button>
  );
  return (
    <Panel title={translate("darkroom.feeds.rules.title")} actions={addButton}>
      <Typography variant="body2" color="text.secondary">
        {translate("darkroom.feeds.rules.help")} {translate(`darkroom.feeds.rules.otherwise.${otherwise}`)}
      </Typography>
      {rules.length > 0 && (
        <Box component="ol" aria-label={translate("darkroom.feeds.rules.title")} sx={LIST}>
          {rules.map((rule, at) => (
            <RuleLine
              key={rule.key}
              rule={rule}
              number={at + 1}
              isLast={at === rules.length - 1}
              isOpen={rule.key === openKey}
              onToggle={() => setOpenKey(rule.key === openKey ? null : rule.key)}
              onChange={(changed) => set(rules.map((one) => (one.key === rule.key ? changed : one)))}
              onMove={(by) => set(moved(rules, at, by))}
              onRemove={() => set(rules.filter((one) => one.key !== rule.key))}
            />
          ))}
        </Box>
      )}
    </Panel>
  );
}

const LIST = { display: "grid", gap: 1, listStyle: "none", m: 0, p: 0 };

interface RuleLineProps {
  rule: DraftRule;
  number: number;
  isLast: boolean;
  isOpen: boolean;
  onToggle(): void;
  onChange(rule: DraftRule): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

function RuleLine({ rule, number, isLast, isOpen, onToggle, onChange, onMove, onRemove }: RuleLineProps) {
  const translate = useTranslate();
  const ruleText = useRuleText();
  const id = useId();
  const name = translate("darkroom.feeds.rules.name", { number });
  const isEmpty = !hasCondition(rule.match);
  return (
    <Box component="li" sx={{ border: 1, borderColor: isEmpty ? "error.main" : "divider", borderRadius: 1.5 }}>
      <Box sx={{ alignItems: "start", display: "flex", gap: 0.5, p: 0.75 }}>
        <ButtonBase onClick={onToggle} aria-expanded={isOpen} aria-controls={id} sx={HEAD}>
          <ExpandIcon fontSize="small" sx={{ transform: isOpen ? "none" : "rotate(-90deg)" }} />
          <Box sx={{ display: "grid", gap: 0.25, justifyItems: "start", minWidth: 0, overflowWrap: "anywhere" }}>
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {rule.label || name}
            </Typography>
            <Typography variant="body2" color={isEmpty ? "error" : "text.secondary"}>
              {translate(`darkroom.feeds.rules.action.${rule.action}`)}:{" "}
              {isEmpty ? translate("darkroom.feeds.rules.empty") : ruleText(rule.match)}
            </Typography>
          </Box>
        </ButtonBase>
        <OrderButtons name={name} isFirst={number === 1} {...{ isLast, onMove, onRemove }} />
      </Box>
      <Box id={id} hidden={!isOpen}>
        {isOpen && <RuleFields rule={rule} onChange={onChange} />}
      </Box>
    </Box>
  );
}

const HEAD = {
  alignItems: "start",
  borderRadius: 1,
  flex: 1,
  gap: 0.5,
  justifyContent: "start",
  minWidth: 0,
  textAlign: "left",
};
