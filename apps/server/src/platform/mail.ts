/** Mail over SMTP; without SMTP settings the message is printed, so that its link still works. */
import { createTransport } from 'nodemailer';
import type { Log } from './log.ts';

export type Message = { readonly to: string; readonly subject: string; readonly text: string };

export interface Mail {
  readonly isReal: boolean;
  send(message: Message): Promise<void>;
}

/**
 * Control characters and those that turn the direction of writing: a name with them would move the
 * cursor of a terminal, or show an address that is not the real one. Lines of a text stay.
 */
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
function printable({ to, subject, text }: Message): Message {
  const inLine = (line: string): string => line.replaceAll(unprintable, ' ');
  return {
    to: inLine(to),
    subject: inLine(subject),
    text: text.split('\n').map(inLine).join('\n'),
  };
}

export function createMail(
  settings: { smtpUrl: string | undefined; mailFrom: string },
  log: Log,
): Mail {
  if (settings.smtpUrl === undefined) {
    return {
      isReal: false,
      async send(given) {
        const message = printable(given);
        // Straight to the console: the log redacts, and this is the only way to hand the link over.
        process.stdout.write(
          `\nNo SMTP is set up. Message for ${message.to}: ${message.subject}\n${message.text}\n\n`,
        );
      },
    };
  }
  const transport = createTransport(settings.smtpUrl);
  return {
    isReal: true,
    async send(message) {
      await transport.sendMail({ from: settings.mailFrom, ...printable(message) });
      log.info({ subject: message.subject }, 'mail sent');
    },
  };
}
