/** The pair: a circle and a rounded square, linked. */
export function Mark({ width = 26 }: { readonly width?: number }) {
  return (
    <svg
      width={width}
      height={(width * 18) / 26}
      viewBox="0 0 26 18"
      fill="none"
      strokeWidth="2.4"
      aria-hidden="true"
    >
      <circle cx="9" cy="9" r="7.2" stroke="var(--td-product)" />
      <rect x="9.8" y="1.8" width="14.4" height="14.4" rx="5" stroke="var(--td-market)" />
      <path d="M13.4 3.3a7.2 7.2 0 0 1 0 11.4" stroke="var(--td-product)" />
    </svg>
  );
}
