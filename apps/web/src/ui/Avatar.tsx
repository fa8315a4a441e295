import css from './avatar.module.css';
import { cx } from './cx.ts';

type Props = {
  readonly name: string;
  /** Product is a circle, marketing a square; nobody's side is a grey circle. */
  readonly side?: 'product' | 'marketing' | null;
  readonly size?: number;
};

export function Avatar({ name, side = null, size = 24 }: Props) {
  return (
    <span
      className={cx(css['avatar'], side !== null && css[side])}
      style={{ width: size, height: size, ...(size > 30 ? { fontSize: 15 } : {}) }}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}

/** "Maya Lindqvist" -> "ML", "maya@northfell.example" -> "M". */
export function initialsOf(name: string): string {
  const words = name
    .replace(/@.*/, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0]?.toUpperCase() ?? '')
    .join('');
}
