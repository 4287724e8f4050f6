/**
 * Something about the machine or the settings that the person who starts Miteinander can mend. Its message
 * is the whole story, in plain sentences: commands print it without a stack trace.
 */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
