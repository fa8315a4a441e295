import type { Opportunity } from '@tandem/contract';
import { useRef } from 'react';
import css from './tree.module.css';
import { Connectors } from './Connectors.tsx';
import { NeedNode } from './NeedNode.tsx';
import { OutcomeNode } from './OutcomeNode.tsx';
import { NoSolution, SolutionNode, UnscopedNode } from './SolutionNode.tsx';
import { NoTest, TestNode } from './TestNode.tsx';
import type { Answering, Need, Root } from './tree.ts';

export type Opening = {
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
};
type Props = Opening & { readonly roots: readonly Root[] };

/** From left to right: what is to change, who needs what, what is built for it, what tests that. */
export function Tree({ roots, ...opening }: Props) {
  const tree = useRef<HTMLDivElement>(null);
  return (
    <div className={css['tree']} ref={tree} role="group" aria-label="Opportunity tree">
      <Connectors within={tree} />
      <div className={css['heads']} aria-hidden="true">
        <span>Outcome</span>
        <span>Opportunities, in customers’ words</span>
        <span>Solutions</span>
        <span>Tests</span>
      </div>
      <ol className={css['roots']}>
        {roots.map((root) => (
          <RootRow key={root.outcome?.id ?? 'none'} root={root} {...opening} />
        ))}
      </ol>
    </div>
  );
}

function RootRow({ root: { outcome, needs }, ...opening }: Opening & { readonly root: Root }) {
  const id = outcome?.id ?? 'none';
  return (
    <li className={css['root']}>
      <OutcomeNode outcome={outcome} node={id} />
      <ol className={css['column']}>
        {needs.map((need) => (
          <NeedRow
            key={need.opportunity.id}
            need={need}
            from={need.depth === 0 ? id : parentOf(need.opportunity)}
            isLoose={outcome === undefined}
            {...opening}
          />
        ))}
      </ol>
    </li>
  );
}

const parentOf = ({ parent }: Opportunity): string => parent ?? 'none';

type NeedProps = Opening & {
  readonly need: Need;
  readonly from: string;
  readonly isLoose: boolean;
};

function NeedRow({ need, from, isLoose, open, onOpen }: NeedProps) {
  const { opportunity, answers, depth } = need;
  return (
    <li className={css['need']}>
      <NeedNode
        opportunity={opportunity}
        depth={depth}
        from={from}
        isLoose={isLoose}
        isOpen={opportunity.id === open}
        onOpen={() => onOpen(opportunity.id)}
      />
      <ol className={css['column']}>
        {answers.length === 0 && <NoSolution opportunity={opportunity} />}
        {answers.map((answering) => (
          <AnsweringRow key={answering.bet.id} answering={answering} from={opportunity.id} />
        ))}
      </ol>
    </li>
  );
}

type AnsweringProps = { readonly answering: Answering; readonly from: string };

function AnsweringRow({ answering: { bet, solutions, tests }, from }: AnsweringProps) {
  const kept = solutions.filter(({ state }) => state === 'in').map(({ id }) => id);
  const sources = kept.length === 0 ? [solutions[0]?.id ?? bet.id] : kept;
  return (
    <li className={css['answering']}>
      <ol className={css['column']}>
        {solutions.length === 0 && <UnscopedNode bet={bet} from={from} />}
        {solutions.map((solution) => (
          <SolutionNode key={solution.id} solution={solution} bet={bet} from={from} />
        ))}
      </ol>
      <ol className={css['column']}>
        {tests.length === 0 && <NoTest from={sources} />}
        {tests.map((test) => (
          <TestNode key={test.id} test={test} from={sources} />
        ))}
      </ol>
    </li>
  );
}
