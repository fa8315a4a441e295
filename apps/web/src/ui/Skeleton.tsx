import css from './states.module.css';

/** Lines in the place of the text to come; shown only where the answer takes over 150 ms. */
export function SkeletonLines({
  widths = [92, 78, 88, 64],
}: {
  readonly widths?: readonly number[];
}) {
  return (
    <div className={css['skeletons']} role="status" aria-label="Loading">
      {widths.map((width, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have no identity
        <div key={index} className={css['skeleton']} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}

/** A block of the size of the picture to come. */
export function SkeletonBlock({ height }: { readonly height: number }) {
  return (
    <div className={css['skeletons']} role="status" aria-label="Loading">
      <div className={css['skeleton']} style={{ height, borderRadius: 10 }} />
    </div>
  );
}
