import { IconChartBar, IconEar, IconQuote } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { Mark } from '../shell/Mark.tsx';
import css from './entry.module.css';

type Props = { readonly title: string; readonly text: ReactNode; readonly children: ReactNode };

/** The page of those who are not inside yet: one form, and beside it what Tandem is for. */
export function Entry({ title, text, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Tandem`;
  }, [title]);
  return (
    <div className={css['entry']}>
      <main className={css['form']}>
        <div className={css['inner']}>
          <div className={css['brand']}>
            <Mark />
            Tandem
          </div>
          <div>
            <h1>{title}</h1>
            <p>{text}</p>
          </div>
          {children}
        </div>
      </main>
      <Beside />
    </div>
  );
}

/** The path a newcomer is about to take. */
function Beside() {
  return (
    <aside className={css['beside']} aria-label="What Tandem does">
      <div className={css['voices']}>
        <Step
          icon={<IconChartBar size={18} stroke={1.75} />}
          note="Understand: every number counts people, with its interval"
        >
          Where do people leave?
        </Step>
        <Step
          icon={<IconEar size={18} stroke={1.75} />}
          note="Listen: reviews, tickets and feedback, joined to who said them"
        >
          What did exactly those people say?
        </Step>
        <Step
          icon={<IconQuote size={18} stroke={1.75} />}
          note="One person, one page: what they did and what they said"
        >
          “I got as far as delivery. <mark>The button stayed grey.</mark>”
        </Step>
      </div>
    </aside>
  );
}

type StepProps = { readonly icon: ReactNode; readonly note: string; readonly children: ReactNode };

function Step({ icon, note, children }: StepProps) {
  return (
    <div className={css['step']}>
      <span className={css['node']} aria-hidden="true">
        {icon}
      </span>
      <div>
        <p>{children}</p>
        <small>{note}</small>
      </div>
    </div>
  );
}

export function Refused({ words }: { readonly words: string | undefined }) {
  return words === undefined ? null : (
    <div className={css['refused']} role="alert">
      {words}
    </div>
  );
}
