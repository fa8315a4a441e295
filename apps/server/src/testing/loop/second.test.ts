import { runLoop } from './run.ts';

runLoop({ half: 1 });
