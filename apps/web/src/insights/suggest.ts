/**
 * A first funnel from the names that are there, so that a newcomer starts at a picture. Paths that
 * many products share, each stage told by the words its event usually has.
 */

type Counted = { readonly name: string; readonly people: number };
type Path = { readonly name: string; readonly stages: readonly RegExp[] };

const paths: readonly Path[] = [
  {
    name: 'First visit to order',
    stages: [
      /(product|item|categor|collection).*(list|browse|view.*list)|categor.*view|^search/i,
      /(product|item)s? (view|detail)|view.*(product|item)/i,
      /(product|item)? ?add|add.*(cart|basket)|(cart|basket).*add/i,
      /check ?out.*(start|begin|initi)|(start|begin|initi).*check ?out|^checkout$/i,
      /address|shipping info/i,
      /delivery|shipping.*(chosen|select)/i,
      /payment/i,
      /order.*(placed|complete|paid)|purchase|^paid$|transaction/i,
    ],
  },
  {
    name: 'Sign-up to first use',
    stages: [
      /sign.?up.*(start|view|begin)|register.*start/i,
      /account.*created|signed.?up|sign.?up.*complete|registered/i,
      /confirm|verif/i,
      /onboarding|profile|saved|chosen|setup/i,
      /activated|first /i,
    ],
  },
];

export type Suggestion = { readonly name: string; readonly events: readonly string[] };

/** The path of which most stages are found; undefined below three. */
export function suggestFunnel(catalogue: readonly Counted[]): Suggestion | undefined {
  const found = paths.map((path) => ({ name: path.name, events: stagesIn(path, catalogue) }));
  const best = found.toSorted((a, b) => b.events.length - a.events.length)[0];
  return best !== undefined && best.events.length >= 3 ? best : undefined;
}

/** Of each stage the event most people do; nobody stands in two stages. */
function stagesIn(path: Path, catalogue: readonly Counted[]): readonly string[] {
  const byPeople = catalogue.toSorted((a, b) => b.people - a.people);
  const taken = new Set<string>();
  for (const stage of path.stages) {
    const event = byPeople.find(({ name }) => stage.test(name) && !taken.has(name));
    if (event !== undefined) taken.add(event.name);
  }
  return [...taken];
}

/** The name of a funnel nobody named: "First visit to order", or from its ends. */
export function funnelName(events: readonly string[], nameOf: (event: string) => string): string {
  const first = events[0];
  const last = events.at(-1);
  if (first === undefined || last === undefined || events.length < 2) return 'New funnel';
  return `${nameOf(first)} to ${nameOf(last).toLowerCase()}`;
}
