/** The fence around fact tables, on the text of a question: each is read as `source` writes it. */
import { factTables } from '@tandem/query';

const unscoped = new RegExp(
  `\\b(?:FROM|JOIN|IN)\\s+(?:${factTables.join('|')})\\b(?! FINAL WHERE project = \\{project:UInt32\\})`,
  'i',
);

/** Where the text reads a fact table outside the project; undefined if nowhere. */
export const unscopedTable = (text: string): string | undefined => unscoped.exec(text)?.[0];
