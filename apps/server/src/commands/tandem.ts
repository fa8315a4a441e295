#!/usr/bin/env node
/** The command line: `npx tandem --help`. */
import { Command } from 'commander';
import { version } from '../compose.ts';
import { Problem } from '../platform/problem.ts';
import { addBackup } from './backup.ts';
import { addImport } from './import/command.ts';
import { addSimulate } from './simulate.ts';

const program = new Command('tandem')
  .description('Tandem on the command line')
  .version(version)
  .showHelpAfterError()
  .configureOutput({ outputError: (text, write) => write(text) });

addImport(program);
addBackup(program);
addSimulate(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(`${error.message}\n${error.hint}`);
  process.exit(1);
}
