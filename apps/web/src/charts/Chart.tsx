import { useEffect, useRef } from 'react';
import { useScheme } from '../theme/scheme.ts';
import type { Option } from './engine.ts';

type Props = {
  readonly option: Option;
  readonly height: number;
  /** One sentence that says what the picture shows. */
  readonly label: string;
  /** A press on a point: the index of the series and of the place on the axis. */
  readonly onPress?: (series: number, place: number) => void;
};

/** ECharts on an element, loaded when the first chart is shown. The picture follows its width and the scheme. */
export function Chart({ option, height, label, onPress }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useScheme();
  const press = useRef(onPress);
  press.current = onPress;
  useEffect(() => {
    let dispose: (() => void) | undefined;
    let isGone = false;
    void import('./engine.ts').then(({ draw }) => {
      if (isGone || box.current === null) return;
      dispose = draw(box.current, option, scheme, (series, place) =>
        press.current?.(series, place),
      );
    });
    return () => {
      isGone = true;
      dispose?.();
    };
  }, [option, scheme]);
  return <div ref={box} style={{ height, width: '100%' }} role="img" aria-label={label} />;
}
