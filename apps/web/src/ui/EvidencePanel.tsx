import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Kbd } from './Kbd.tsx';
import { useKeys } from './keys.ts';
import layout from './layout.module.css';
import css from './page.module.css';
import { cx } from './cx.ts';

export type PanelTab<T extends string> = {
  readonly id: T;
  readonly label: string;
  readonly count?: string | undefined;
};

type Props<T extends string> = {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly tabs: readonly PanelTab<T>[];
  readonly tab: T;
  readonly onTab: (tab: T) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** What stands behind a number: words, traits, people. Escape closes and gives the focus back. */
export function EvidencePanel<T extends string>(props: Props<T>) {
  const panel = useRef<HTMLElement>(null);
  useKeys({ Escape: props.onClose });
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside className={css['side']} ref={panel} tabIndex={-1} aria-label={props.title}>
      <div className={css['sideHead']}>
        <div className={layout['row']}>
          <h2>{props.title}</h2>
          <button type="button" className={css['esc']} onClick={props.onClose}>
            <span className={layout['hidden']}>Close</span>
            <span className={layout['wideOnly']}>
              <Kbd>Esc</Kbd>
            </span>
            <IconX size={20} aria-hidden="true" className={css['cross']} />
          </button>
        </div>
        {props.subtitle !== undefined && (
          <div className={cx(layout['meta'], layout['num'])} style={{ marginTop: 2 }}>
            {props.subtitle}
          </div>
        )}
      </div>
      {props.tabs.length > 1 && <PanelTabs {...props} />}
      <div className={css['sideBody']} role={props.tabs.length > 1 ? 'tabpanel' : undefined}>
        {props.children}
      </div>
    </aside>
  );
}

function PanelTabs<T extends string>({
  tabs,
  tab,
  onTab,
}: Pick<Props<T>, 'tabs' | 'tab' | 'onTab'>) {
  const move = (by: number) => {
    const index = tabs.findIndex(({ id }) => id === tab);
    const next = tabs[(index + by + tabs.length) % tabs.length];
    if (next !== undefined) onTab(next.id);
  };
  return (
    <div className={css['sideTabs']}>
      <div
        className={css['tabs']}
        role="tablist"
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight') move(1);
          if (event.key === 'ArrowLeft') move(-1);
        }}
      >
        {tabs.map(({ id, label, count }) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={id === tab}
            onClick={() => onTab(id)}
          >
            {label}
            {count !== undefined && <em>{count}</em>}
          </button>
        ))}
      </div>
    </div>
  );
}
