import type { ReactNode } from 'react';
import css from './card.module.css';

type Props = {
  readonly title?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly style?: React.CSSProperties;
};

export function Card({ title, aside, children, style }: Props) {
  return (
    <section className={css['card']} style={style}>
      {title !== undefined && (
        <div className={css['head']}>
          <h2>{title}</h2>
          {aside !== undefined && <div style={{ marginLeft: 'auto' }}>{aside}</div>}
        </div>
      )}
      <div className={css['body']}>{children}</div>
    </section>
  );
}
