/** What people browse with. `$browser` carries the major version, as support teams speak of it. */

export type Device = {
  readonly browser: string;
  readonly os: string;
  readonly type: 'Desktop' | 'Mobile' | 'Tablet';
  /** Relative weight among the browsers that are not the planted one. */
  readonly weight: number;
};

export const devices = [
  { browser: 'Chrome 141', os: 'Windows', type: 'Desktop', weight: 18 },
  { browser: 'Chrome 138', os: 'macOS', type: 'Desktop', weight: 8 },
  { browser: 'Safari 26', os: 'macOS', type: 'Desktop', weight: 9 },
  { browser: 'Safari 18', os: 'macOS', type: 'Desktop', weight: 5 },
  { browser: 'Firefox 143', os: 'Windows', type: 'Desktop', weight: 6 },
  { browser: 'Edge 141', os: 'Windows', type: 'Desktop', weight: 7 },
  { browser: 'Opera 122', os: 'Linux', type: 'Desktop', weight: 3 },
  { browser: 'Mobile Safari 26', os: 'iOS', type: 'Mobile', weight: 17 },
  { browser: 'Mobile Safari 17', os: 'iPadOS', type: 'Tablet', weight: 5 },
  { browser: 'Chrome Mobile 141', os: 'Android', type: 'Mobile', weight: 15 },
  { browser: 'Samsung Internet 28', os: 'Android', type: 'Mobile', weight: 6 },
  { browser: 'Firefox Mobile 143', os: 'Android', type: 'Mobile', weight: 3 },
  { browser: 'Instagram in-app', os: 'iOS', type: 'Mobile', weight: 4 },
  { browser: 'DuckDuckGo 5', os: 'Android', type: 'Mobile', weight: 3 },
] as const satisfies readonly Device[];

/** Value of the event property `$browser`. */
export type Browser = (typeof devices)[number]['browser'];
export const browsers: readonly Browser[] = devices.map((device) => device.browser);
