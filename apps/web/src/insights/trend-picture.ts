/** A trend as a picture: lines, the last one dashed where its time is not over, words at their ends. */
import type { TrendsQuestion, TrendsResult } from '@tandem/contract';
import type { Option } from '../charts/engine.ts';
import { seriesColor } from '../charts/theme.ts';
import { colorOf } from '../theme/tokens.ts';
import { formatCount, formatShort } from '../ui/format.ts';
import { shortDate } from '../ui/when.ts';
import { eventName, keyName } from './words.ts';

type Scheme = 'light' | 'dark';
type Line = TrendsResult['series'][number];
export type Labelled = { readonly name: string; readonly line: Line; readonly color: string };

/** Past so many lines more colours would say less; the table has them all. */
const most = 8;

export function seriesName(question: TrendsQuestion, index: number): string {
  const series = question.series[index];
  if (series === undefined) return '';
  const event = series.event === null ? 'Any event' : eventName(series.event);
  if (series.measure === 'people') return `${event}, people`;
  return series.measure === 'sum' ? `${event}, sum of ${keyName(series.property ?? '')}` : event;
}

/** Lines with their names and colours: the current period in colour, the one before in grey. */
export function labelled(
  question: TrendsQuestion,
  result: TrendsResult,
  scheme: Scheme,
): readonly Labelled[] {
  const current = result.series.filter(({ period }) => period === 'current').slice(0, most);
  // Grey beside many colours would say nothing; then the table alone compares.
  const previous = result.series.filter(
    ({ period }) => period === 'previous' && current.length <= 2,
  );
  const nameOf = (line: Line) => {
    const group = line.breakdown === null ? undefined : line.breakdown || 'not known';
    if (group === undefined) return seriesName(question, line.series);
    return question.series.length === 1 ? group : `${seriesName(question, line.series)}, ${group}`;
  };
  return [
    ...current.map((line, index) => ({
      name: nameOf(line),
      line,
      color: seriesColor(index, scheme),
    })),
    ...previous.map((line) => ({
      name: `${nameOf(line)}, before`,
      line,
      color: colorOf('control', scheme),
    })),
  ];
}

/** "23 Nov", "23 Nov 14:00", "Nov 2026". */
export function bucketName(bucket: string, interval: TrendsQuestion['interval']): string {
  const at = new Date(`${bucket.slice(0, 10)}T12:00:00Z`);
  if (interval === 'month') {
    return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: 'numeric' })
      .format(at)
      .replace('Sept', 'Sep');
  }
  const day = shortDate(at, { timeZone: 'UTC' });
  return interval === 'hour' ? `${day} ${bucket.slice(11, 16)}` : day;
}

/** Words stand at the ends of up to four lines, where there is room for them. */
export function trendOption(
  question: TrendsQuestion,
  result: TrendsResult,
  { scheme, isNarrow = false }: { readonly scheme: Scheme; readonly isNarrow?: boolean },
): Option {
  const lines = labelled(question, result, scheme);
  const names = result.buckets.map((bucket) => bucketName(bucket, question.interval));
  const hasEnds = lines.length <= 4 && !isNarrow;
  const hasFigures = lines.length <= 2;
  return {
    grid: {
      left: 4,
      right: hasEnds ? 120 : 12,
      top: 12,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: { type: 'category', data: names, boundaryGap: false },
    yAxis: {
      type: 'value',
      axisLabel: { formatter: (value: number) => formatShort(value) },
      min: 0,
    },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? formatCount(value) : 'none'),
    },
    series: lines.flatMap((one) =>
      drawn(one, { scheme, hasEnds, hasFigures, isOpen: result.lastIsIncomplete }),
    ),
  };
}

type Drawing = {
  readonly scheme: Scheme;
  readonly hasEnds: boolean;
  /** Figures at the ends too, where two lines of words cannot cover another's. */
  readonly hasFigures: boolean;
  readonly isOpen: boolean;
};

/** One line; the last stretch is a line of its own, dashed, while its time runs. */
function drawn({ name, line, color }: Labelled, drawing: Drawing) {
  const { scheme, hasEnds, hasFigures, isOpen } = drawing;
  const values = line.values.map((value) => value as number | null);
  const cut =
    isOpen && line.period === 'current' && values.length > 1 ? values.length - 1 : values.length;
  const base = {
    type: 'line' as const,
    name,
    color,
    symbol: 'circle',
    symbolSize: 7,
    showSymbol: values.length === 1,
  };
  const endLabel = {
    show: hasEnds,
    formatter: endWords(name, hasFigures ? values.at(-1) : null, cut < values.length),
    lineHeight: 16,
    color: colorOf('ink-2', scheme),
    fontSize: 12,
    distance: 8,
  };
  const whole = values.map((value, index) => (index < cut ? value : null));
  if (cut === values.length) return [{ ...base, data: whole, endLabel }];
  const rest = values.map((value, index) => (index >= cut - 1 ? value : null));
  return [
    { ...base, data: whole },
    {
      ...base,
      data: rest,
      endLabel,
      lineStyle: { width: 2, type: 'dashed' as const },
      tooltip: { show: false },
    },
  ];
}

/** The name of a line and the figure it ends at. */
function endWords(name: string, last: number | null | undefined, isOpen: boolean): string {
  const short = name.length > 18 ? `${name.slice(0, 17)}…` : name;
  if (last === null || last === undefined) return short;
  return `${short}\n${formatShort(last)}${isOpen ? ' so far' : ''}`;
}

/** What the picture says, for readers who do not see it. */
export function trendSentence(question: TrendsQuestion, result: TrendsResult): string {
  const parts = result.series
    .filter(({ period }) => period === 'current')
    .slice(0, 4)
    .map((line) => {
      const top = Math.max(0, ...line.values);
      const at = result.buckets[line.values.indexOf(top)];
      const when =
        at === undefined
          ? ''
          : `, most ${formatCount(top)} on ${bucketName(at, question.interval)}`;
      const group = line.breakdown === null ? '' : ` for ${line.breakdown || 'not known'}`;
      return `${seriesName(question, line.series)}${group}: ${formatCount(line.total)}${when}`;
    });
  return `Trend by ${question.interval}. ${parts.join('. ')}.`;
}
