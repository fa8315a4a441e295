/** Charts in Tandem's language: quiet lines, words at the data, no legend, nothing that moves. */
import { colorOf, type Token } from '../theme/tokens.ts';

type Scheme = 'light' | 'dark';
const font = '"Inter Variable", ui-sans-serif, system-ui, sans-serif';
const seriesTokens = [
  'c1',
  'c2',
  'c3',
  'c4',
  'c5',
  'c6',
  'c7',
  'c8',
] as const satisfies readonly Token[];

/** The colour of a series by its place; the accent alone for one. */
export function seriesColor(index: number, scheme: Scheme): string {
  return colorOf(seriesTokens[index % seriesTokens.length]!, scheme);
}

export function themeOf(scheme: Scheme) {
  const text = { color: colorOf('ink-3', scheme), fontFamily: font, fontSize: 12 };
  const axis = {
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...text, margin: 10 },
    splitLine: { lineStyle: { color: colorOf('line', scheme), width: 1 } },
  };
  return {
    color: seriesTokens.map((token) => colorOf(token, scheme)),
    textStyle: text,
    backgroundColor: 'transparent',
    animation: false,
    categoryAxis: {
      ...axis,
      splitLine: { show: false },
      axisLine: { show: true, lineStyle: { color: colorOf('line-strong', scheme) } },
    },
    valueAxis: { ...axis, splitNumber: 4 },
    line: { showSymbol: false, lineStyle: { width: 2 }, smooth: false },
    tooltip: {
      trigger: 'axis',
      backgroundColor: colorOf('surface', scheme),
      borderColor: colorOf('line-strong', scheme),
      borderWidth: 1,
      padding: [8, 10],
      extraCssText: 'box-shadow:none',
      textStyle: { color: colorOf('ink', scheme), fontSize: 12, fontFamily: font },
      axisPointer: { lineStyle: { color: colorOf('control', scheme), width: 1, type: 'solid' } },
    },
  };
}
