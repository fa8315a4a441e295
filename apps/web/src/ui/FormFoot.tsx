import { Button } from './Button.tsx';
import layout from './layout.module.css';
import { TroubleNote } from './TroubleNote.tsx';

export type FormFootProps = {
  /** What refused the last try; null where nothing did. */
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  /** What the form does when it is sent. */
  readonly send: string;
  readonly kind?: 'main' | 'danger';
};

/** The end of a form in a dialog: what went wrong, the way back, and the one thing it does. */
export function FormFoot({ error, isBusy, onCancel, send, kind = 'main' }: FormFootProps) {
  return (
    <>
      {error !== null && <TroubleNote error={error} />}
      <div className={layout['row']} style={{ justifyContent: 'flex-end' }}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button kind={kind} type="submit" disabled={isBusy}>
          {send}
        </Button>
      </div>
    </>
  );
}
