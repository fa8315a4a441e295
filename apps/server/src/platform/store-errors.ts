/** What the fact store says when it refuses, as one of our Problems. */
import { Problem } from './problem.ts';

/** ClickHouse error codes that the inserted rows themselves cause. */
const badRowCodes = new Set([
  6, 25, 26, 27, 33, 38, 41, 53, 69, 72, 117, 128, 131, 167, 190, 306, 321, 376, 395, 441, 467, 674,
]);
const storageCodes = new Set([74, 75, 76, 243, 485, 1000]);
const tooSlowCodes = new Set([159, 160, 394]);
const tooLargeCodes = new Set([158, 173, 241, 307]);
/** The statement itself is too long or too deep: too many conditions, not too many rows. */
const tooComplexCodes = new Set([62, 167, 168, 306]);
const overloadCodes = new Set([202, 252, 210, 209, 425]);

export function codeOf(error: unknown): number | undefined {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const fromCode = Number(code);
  if (Number.isInteger(fromCode) && fromCode > 0) return fromCode;
  const match = /Code: (\d+)/.exec(String(message));
  return match === null ? undefined : Number(match[1]);
}

/** True if dividing the rows can help: the store could not parse or hold one of them. */
export function isBadRow(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && badRowCodes.has(code) && !isFull(error);
}

function isFull(error: unknown): boolean {
  return /No space left on device|NOT_ENOUGH_SPACE|errno: 28|ENOSPC/.test(String(error));
}

/** Turns whatever the store threw into a Problem; the original stays as `cause`. */
export function storeProblem(
  error: unknown,
  store: {
    readonly dataFolder: string;
    readonly url: string | undefined;
    readonly querySeconds: number;
  },
): Problem {
  if (error instanceof Problem) return error;
  const code = codeOf(error) ?? 0;
  const place =
    store.url === undefined ? `the data folder ${store.dataFolder}` : 'the ClickHouse server';
  if (isFull(error) || storageCodes.has(code)) {
    return new Problem('storage', `There is no room left to write in ${place}.`, {
      hint: 'Free space; writing goes on by itself. Send the same data again: nothing is counted twice.',
      retryAfterSeconds: 10,
      cause: error,
    });
  }
  if (tooSlowCodes.has(code)) {
    return new Problem(
      'limit',
      `The question took longer than ${store.querySeconds} seconds and was stopped.`,
      {
        hint: 'Ask about a shorter time or fewer steps, or raise TANDEM_QUERY_SECONDS.',
        cause: error,
      },
    );
  }
  if (tooLargeCodes.has(code)) {
    return new Problem(
      'limit',
      'The question needed more memory than one query may take and was stopped.',
      {
        hint: 'Ask about a shorter time, or break down by something with fewer values.',
        cause: error,
      },
    );
  }
  if (tooComplexCodes.has(code) && /max_query_size|max_ast|[Tt]oo deep/.test(String(error))) {
    return new Problem('limit', 'The question has more conditions than one query may hold.', {
      hint: 'Ask with fewer conditions, series or steps.',
      cause: error,
    });
  }
  if (
    overloadCodes.has(code) ||
    /ECONNREFUSED|ECONNRESET|socket hang up|ETIMEDOUT/.test(String(error))
  ) {
    return new Problem('busy', `${place} did not answer.`, {
      hint: 'Try again in a moment; should it go on, /readyz names the store.',
      retryAfterSeconds: 5,
      cause: error,
    });
  }
  return new Problem('internal', 'The fact store refused a statement.', {
    hint: 'The request id leads to the log, which says why.',
    cause: error,
  });
}
