import { useEffect, useState, type RefObject } from 'react';
import css from './tree.module.css';

type Line = { readonly d: string; readonly isDashed: boolean };

/**
 * Lines from every node to those that name it: a node carries `data-node`, the ones it comes from
 * stand in `data-from`, and `data-loose` where the way there is not certain yet. Drawn again when
 * anything changes its size.
 */
export function Connectors({ within }: { readonly within: RefObject<HTMLElement | null> }) {
  const [lines, setLines] = useState<readonly Line[]>([]);
  useEffect(() => {
    const tree = within.current;
    if (tree === null) return undefined;
    const draw = () => setLines(linesIn(tree));
    const sizes = new ResizeObserver(draw);
    const watch = () => {
      sizes.disconnect();
      sizes.observe(tree);
      for (const node of tree.querySelectorAll('[data-node]')) sizes.observe(node);
    };
    const nodes = new MutationObserver((changes) => {
      const isOurs = changes.every(({ target }) => target instanceof SVGElement);
      if (!isOurs) watch();
    });
    nodes.observe(tree, { childList: true, subtree: true });
    watch();
    return () => {
      sizes.disconnect();
      nodes.disconnect();
    };
  }, [within]);
  return (
    <svg className={css['lines']} aria-hidden="true">
      {lines.map(({ d, isDashed }) => (
        <path key={d} d={d} className={isDashed ? css['dashed'] : undefined} />
      ))}
    </svg>
  );
}

function linesIn(tree: HTMLElement): readonly Line[] {
  const at = tree.getBoundingClientRect();
  const nodes = [...tree.querySelectorAll<HTMLElement>('[data-node]')];
  const places = new Map(nodes.map((node) => [node.dataset['node'], node.getBoundingClientRect()]));
  return nodes.flatMap((node) => {
    const to = places.get(node.dataset['node']);
    const isDashed = node.dataset['loose'] !== undefined;
    return (node.dataset['from'] ?? '').split(' ').flatMap((name) => {
      const from = places.get(name);
      if (from === undefined || to === undefined) return [];
      return [{ d: lineBetween(from, to, at), isDashed }];
    });
  });
}

/** To the next column in a curve; to a smaller need of the same column from below, round a corner. */
function lineBetween(from: DOMRect, to: DOMRect, { left, top }: DOMRect): string {
  const [x, y] = [to.left - left, to.top + to.height / 2 - top];
  if (to.left < from.right) {
    const [down, below] = [from.left + 9 - left, from.bottom - top];
    return `M${down} ${below}V${y - 6}Q${down} ${y} ${down + 6} ${y}H${x}`;
  }
  const [start, middle] = [from.right - left, from.top + from.height / 2 - top];
  const half = (x - start) / 2;
  return `M${start} ${middle}C${start + half} ${middle} ${x - half} ${y} ${x} ${y}`;
}
