/**
 * In place of parts of Monaco that other parts name but no editor here can use: the comparison of texts, code actions,
 * colours, inlay hints, inline completions, and pasting in other forms.
 */
export class DiffEditorWidget {}
export class MultiDiffEditorWidget {}
export class ColorHoverParticipant {}
export class InlayHintsHover {}

export const InlineSuggestionHintsContentWidget = { dropDownVisible: false };
export const linesDiffComputers = {};
export const CopyPasteController = { get: () => null };
export const CodeActionController = { get: () => null };
export const quickFixCommandId = "";

/** What is offered where an error is looked at: nothing. */
export async function getCodeActions() {
  return { allActions: [], validActions: [], dispose() {} };
}
