/** `tandem simulate`: a made-up company with planted truths, sent to a server as its data would come. */
import { InvalidArgumentError, type Command } from 'commander';
import type { EventInput } from '@tandem/contract';
import { simulate, type Manifest } from '@tandem/simulator';
import { sendBatch, type Target } from './import/send.ts';
import { createBar } from './import/progress.ts';
import { targetOf, type TargetOptions } from './target.ts';

type Options = TargetOptions & {
  readonly people: number;
  readonly days: number;
  readonly seed: number;
};

export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .description('Send a simulated company: people, events and verbatims with truths to find')
    .option('--people <number>', 'how many people', wholeNumber, 2000)
    .option('--days <number>', 'how many days up to now', wholeNumber, 77)
    .option('--seed <number>', 'the same seed makes the same company', wholeNumber, 1)
    .option('--url <url>', 'the server (TANDEM_URL; default: the one running here)')
    .option('--key <key>', 'project key (TANDEM_PROJECT_KEY)')
    .action(async (options: Options) => report(await send(options, targetOf(options))));
}

/** Ends on the last full hour, so that the same call within it adds nothing. */
async function send({ seed, people, days }: Options, target: Target): Promise<Manifest> {
  const end = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString();
  const company = simulate({ seed, people, days, end });
  const manifest = company.manifest();
  const bar = createBar('simulation');
  let sent = 0;
  for (const signals of company.signals(500)) await sendBatch(target, 'signals', signals);
  for (const events of company.events(1000)) {
    await sendBatch(target, 'events', events satisfies readonly EventInput[]);
    sent += events.length;
    bar(sent / manifest.events, sent);
  }
  bar(1, sent, true);
  return manifest;
}

function report({ people, events, signals, stuck, unused, growing }: Manifest): void {
  console.log(`${people} people, ${events} events, ${signals} verbatims. What is true of them:`);
  console.log(`- ${stuck.people.length} people on ${stuck.browser} never get to "${stuck.step}"`);
  console.log(`- nobody uses the ${unused.feature}`);
  console.log(`- since ${growing.from.slice(0, 10)} ever more people speak of ${growing.topic}`);
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('Give a whole number.');
  return number;
}
