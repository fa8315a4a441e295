import { Card } from '../ui/Card.tsx';
import { GateChecklist } from '../ui/GateChecklist.tsx';
import { useNow } from '../ui/use-now.ts';
import { checkWords } from './sprint-words.ts';
import type { SprintWhole } from './SprintPage.tsx';

/** Progress against each target, what is missing first. */
export function SprintTargets({ sprint }: { readonly sprint: SprintWhole }) {
  const items = sprint.checks.map((check) => ({
    key: check.name,
    says: check.says,
    fact: checkWords(check),
    isMet: check.passes,
  }));
  return (
    <Card>
      <GateChecklist title="Targets" items={items} now={useNow()} />
    </Card>
  );
}
