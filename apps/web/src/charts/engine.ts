/** The only file that knows ECharts: the parts we use, our theme, and one way to draw. */
import { LineChart, BarChart, type LineSeriesOption, type BarSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  TooltipComponent,
  type GridComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import { init, use, type ComposeOption } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { themeOf } from './theme.ts';

use([LineChart, BarChart, GridComponent, TooltipComponent, LabelLayout, SVGRenderer]);

export type Option = ComposeOption<
  LineSeriesOption | BarSeriesOption | GridComponentOption | TooltipComponentOption
>;
type OnPress = (series: number, place: number) => void;

/** Draws and keeps the picture as wide as its box; the answer takes it away again. */
export function draw(
  box: HTMLElement,
  option: Option,
  scheme: 'light' | 'dark',
  onPress: OnPress,
): () => void {
  const chart = init(box, themeOf(scheme), { renderer: 'svg' });
  chart.setOption(option);
  chart.on('click', ({ seriesIndex, dataIndex }) => onPress(seriesIndex ?? 0, dataIndex));
  const sizes = new ResizeObserver(() => chart.resize());
  sizes.observe(box);
  return () => {
    sizes.disconnect();
    chart.dispose();
  };
}
