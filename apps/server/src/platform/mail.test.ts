/** Mail over a real SMTP exchange with a small server, and without one. */
import { createServer, type AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { createLog } from './log.ts';
import { createMail } from './mail.ts';

const message = { to: 'ada@example.com', subject: 'Your link', text: 'https://tandem.example/x' };

test('without SMTP the link is printed, so that it still works', async () => {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  const mail = createMail({ smtpUrl: undefined, mailFrom: 'x' }, createLog('silent'));
  await mail.send(message);
  const subject = 'Ada\u001b[2J\r\nJoin at evil.example \u202eelpmaxe invites you';
  await mail.send({ ...message, subject, text: 'First\nsecond\u009b line' });
  spy.mockRestore();
  expect(mail.isReal).toBe(false);
  expect(written[0]).toContain(message.text);
  // A name of somebody else's neither moves the cursor nor begins a line of its own.
  expect(written[1]).toBe(
    '\nNo SMTP is set up. Message for ada@example.com: Ada [2J  Join at evil.example  elpmaxe invites you\nFirst\nsecond  line\n\n',
  );
});

test('with SMTP it is sent from the sender that is set', async () => {
  const server = smtpServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  const { port } = server.address() as AddressInfo;
  const settings = { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'Tandem <t@example.com>' };
  const mail = createMail(settings, createLog('silent'));
  await mail.send(message);
  await new Promise((done) => server.close(done));
  expect(mail.isReal).toBe(true);
  expect(server.heard()).toContain('From: Tandem <t@example.com>');
  expect(server.heard()).toContain('To: ada@example.com');
  expect(server.heard()).toContain(message.text);
});

/** Says yes to everything and keeps what it heard. */
function smtpServer() {
  let heard = '';
  const server = createServer((socket) => {
    let inData = false;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      heard += text;
      if (inData) {
        if (!heard.endsWith('\r\n.\r\n')) return;
        inData = false;
        socket.write('250 kept\r\n');
      } else if (text.startsWith('DATA')) {
        inData = true;
        socket.write('354 go on\r\n');
      } else if (text.startsWith('QUIT')) socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    });
  });
  return Object.assign(server, { heard: () => heard });
}
