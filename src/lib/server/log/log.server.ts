import pino from 'pino';

/** One line of JSON per message. Never a name, address, telephone number or free text of a person. */
export function createLog(level: string) {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}
