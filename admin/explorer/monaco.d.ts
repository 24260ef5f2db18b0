/** Monaco publishes these without types; they are loaded for what they do. */
declare module "monaco-editor/esm/vs/editor/editor.worker.js";
declare module "monaco-editor/esm/vs/language/json/json.worker.js";
