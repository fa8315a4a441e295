import css from './controls.module.css';

type Props<V extends string> = {
  readonly label: string;
  readonly value: V;
  readonly options: readonly (readonly [V, string])[];
  readonly onChange: (value: V) => void;
};

/** A few choices side by side, one of them taken. Arrow keys move between them. */
export function Choice<V extends string>({ label, value, options, onChange }: Props<V>) {
  const index = options.findIndex(([option]) => option === value);
  const move = (event: React.KeyboardEvent, by: number) => {
    event.preventDefault();
    const next = options[(index + by + options.length) % options.length];
    if (next === undefined) return;
    onChange(next[0]);
    const buttons = event.currentTarget.querySelectorAll('button');
    buttons[options.indexOf(next)]?.focus();
  };
  return (
    <div
      role="radiogroup"
      aria-label={label}
      tabIndex={-1}
      className={css['seg']}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') move(event, 1);
        if (event.key === 'ArrowLeft') move(event, -1);
      }}
    >
      {options.map(([option, words]) => (
        <button
          key={option}
          type="button"
          role="radio"
          aria-checked={option === value}
          tabIndex={option === value ? 0 : -1}
          onClick={() => onChange(option)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
