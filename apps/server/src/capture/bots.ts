/** Crawlers and monitors, by user agent (the list of the crawler-user-agents project). */
import crawlers from 'crawler-user-agents';

const most = 5_000;
const longest = 500;

/** A test of user agents that remembers its answers: the same few agents send most events. */
export function createBotFilter(): (userAgent: string) => boolean {
  const pattern = botPattern();
  const known = new Map<string, boolean>();
  return (userAgent) => {
    const before = known.get(userAgent);
    if (before !== undefined) return before;
    const isBot = pattern.test(userAgent.slice(0, longest));
    // What is longer no browser sends: it is not remembered, where it would only take room.
    if (userAgent.length > longest) return isBot;
    if (known.size >= most) known.clear();
    known.set(userAgent, isBot);
    return isBot;
  };
}

function botPattern(): RegExp {
  return new RegExp(crawlers.map(({ pattern }) => `(?:${pattern})`).join('|'));
}
