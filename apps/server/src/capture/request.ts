/** What a request's headers tell of the person's browser; a server that sends for people has none. */

export function browserOf(request: Request): { userAgent?: string; doNotTrack?: boolean } {
  const { headers } = request;
  const fromBrowser =
    headers.has('origin') || headers.has('sec-fetch-mode') || headers.has('referer');
  if (!fromBrowser) return {};
  return {
    userAgent: headers.get('user-agent') ?? '',
    doNotTrack: headers.get('dnt') === '1' || headers.get('sec-gpc') === '1',
  };
}
