/** A command that is well formed but cannot be done. */
export class CommandError extends Error {}
