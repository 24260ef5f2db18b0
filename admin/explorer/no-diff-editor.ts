/** In place of Monaco's comparison of texts: its API names these classes, GraphiQL makes none of them. */
export class DiffEditorWidget {}
export class MultiDiffEditorWidget {}
