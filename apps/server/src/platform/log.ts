/** Levels: ERROR someone must act, WARN odd but handled, INFO a state changed, DEBUG the rest. */
import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Never logged, wherever they stand: credentials, cookies, what people wrote. */
const secretPaths = [
  'password',
  'secret',
  'token',
  'key',
  'authorization',
  'cookie',
  '*.password',
  '*.secret',
  '*.token',
  '*.key',
  'req.headers.authorization',
  'req.headers.cookie',
  'headers.authorization',
  'headers.cookie',
];

/** `to`: where the lines go; the console unless told. */
export function createLog(level: string, to?: { write(line: string): void }): Log {
  const options = { level, base: null, redact: { paths: secretPaths, censor: '[redacted]' } };
  return to === undefined ? pino(options) : pino(options, to);
}
