import { IconChevronRight } from '@tabler/icons-react';
import { Fragment, useEffect, type ReactNode } from 'react';
import { cx } from './cx.ts';
import css from './page.module.css';

export type PageProps = {
  readonly title: string;
  readonly crumbs?: readonly ReactNode[];
  /** Counts and query time, at the right of the crumbs. */
  readonly facts?: ReactNode;
  readonly tag?: ReactNode;
  /** At most two quiet buttons, then the one filled button. */
  readonly actions?: ReactNode;
  /** The second row: filter chips. */
  readonly chips?: ReactNode;
  readonly panel?: ReactNode;
  /** The body brings its own padding. */
  readonly flush?: boolean;
  readonly children: ReactNode;
};

/** Header, body and, where something was pressed, the evidence panel at the right. */
export function Page({ panel, flush = false, children, ...head }: PageProps) {
  useEffect(() => {
    document.title = `${head.title} · Tandem`;
  }, [head.title]);
  return (
    <div className={cx(css['page'], Boolean(panel) && css['withPanel'])}>
      <main className={css['main']} id="main" tabIndex={-1}>
        <PageHeader {...head} />
        <div className={cx(css['body'], flush && css['flush'])}>
          {flush ? children : <div className={css['inner']}>{children}</div>}
        </div>
      </main>
      {panel}
    </div>
  );
}

type HeaderProps = Omit<PageProps, 'panel' | 'flush' | 'children'>;

function PageHeader({ title, crumbs = [], facts, tag, actions, chips }: HeaderProps) {
  return (
    <header className={css['head']}>
      <div className={css['crumb']}>
        {crumbs.map((crumb, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- crumbs are a fixed path
          <Fragment key={index}>
            {index > 0 && <IconChevronRight size={14} aria-hidden="true" />}
            <span>{crumb}</span>
          </Fragment>
        ))}
        {facts !== undefined && <span className={css['facts']}>{facts}</span>}
      </div>
      <div className={css['title']}>
        <h1>{title}</h1>
        {tag}
        {actions !== undefined && <div className={css['actions']}>{actions}</div>}
      </div>
      {chips !== undefined && <div className={css['second']}>{chips}</div>}
    </header>
  );
}
