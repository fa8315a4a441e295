/** Mail over SMTP; without SMTP settings the message is printed, so that its link still works. */
import { createTransport } from 'nodemailer';
import type { Log } from './log.ts';

export type Message = { readonly to: string; readonly subject: string; readonly text: string };

export interface Mail {
  readonly isReal: boolean;
  send(message: Message): Promise<void>;
}

export function createMail(
  settings: { smtpUrl: string | undefined; mailFrom: string },
  log: Log,
): Mail {
  if (settings.smtpUrl === undefined) {
    return {
      isReal: false,
      async send(message) {
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
      await transport.sendMail({ from: settings.mailFrom, ...message });
      log.info({ subject: message.subject }, 'mail sent');
    },
  };
}
