/** A valid command that cannot be executed. */
export class CommandError extends Error {}
