import { Textarea } from '@mantine/core';
import { sideOfRole, type Experiment, type ExperimentResult, type Verdict } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe, useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Choice } from '../ui/Choice.tsx';
import layout from '../ui/layout.module.css';
import { Signatures } from '../ui/Signatures.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { useSignExperiment } from './use-experiments.ts';
import { verdictWords } from './words.ts';

type Props = { readonly experiment: Experiment; readonly result: ExperimentResult };

/** The verdict with its reason, signed by a product and a marketing person. */
export function DecisionCard({ experiment, result }: Props) {
  const { state, verdict, signatures, plan } = experiment;
  const now = useNow();
  const side = sideOfRole[useMe().role];
  const isOpen = state === 'stopped';
  const mine = isOpen && side !== null ? { side } : undefined;
  return (
    <Card title="Decision" aside={<span className={layout['meta']}>{asideOf(experiment)}</span>}>
      <div className={layout['col']} style={{ gap: 14 }}>
        {verdict !== null && (
          <div>
            <b className={layout['mid']}>{verdictWords(verdict, plan.control)}</b>
            <p className={`${layout['small']} ${layout['ink2']}`}>“{verdict.reason}”</p>
          </div>
        )}
        {state !== 'invalid' && (
          <Signatures
            signatures={signatures}
            since={isOpen ? (signatures[0]?.at ?? experiment.stoppedAt ?? undefined) : undefined}
            mine={mine}
            now={now}
          />
        )}
        {isOpen && <Sign experiment={experiment} isEarly={result.progress.isEarly} />}
        {state === 'decided' && verdict?.kind === 'ship' && <ShipIt experiment={experiment} />}
        {!isOpen && verdict === null && (
          <p className={`${layout['small']} ${layout['ink2']}`}>{waiting[state]}</p>
        )}
      </div>
    </Card>
  );
}

const asideOf = ({ state }: Experiment) =>
  state === 'decided' || state === 'archived' ? 'kept as it was signed' : 'both sides sign';

const waiting: Readonly<Record<Experiment['state'], string>> = {
  draft: '',
  frozen: '',
  running: 'It is decided after it was stopped: by one person of product and one of marketing.',
  stopped: '',
  decided: '',
  archived: 'It was never decided.',
  invalid: 'Nothing can be decided on figures that chance did not make.',
};

type Kind = Verdict['kind'];

/** The first who signs says the verdict; the second signs the same one, or proposes another. */
function Sign({
  experiment,
  isEarly,
}: {
  readonly experiment: Experiment;
  readonly isEarly: boolean;
}) {
  const { plan, verdict } = experiment;
  const [isOther, setOther] = useState(false);
  const signing = useSignExperiment(experiment);
  const me = useMe();
  const hasSigned = experiment.signatures.some(({ userId }) => userId === me.user.id);
  const sign = (given?: Verdict) => signing.mutate(given === undefined ? {} : { verdict: given });
  const trouble = signing.error === null ? null : <TroubleNote error={signing.error} />;
  if (verdict !== null && !isOther) {
    return (
      <>
        {trouble}
        <div className={`${layout['row']} ${layout['wrap']}`}>
          {!hasSigned && (
            <Button kind="main" disabled={signing.isPending} onClick={() => sign()}>
              Sign this verdict
            </Button>
          )}
          <Button onClick={() => setOther(true)}>Propose another</Button>
        </div>
      </>
    );
  }
  return (
    <VerdictForm
      plan={plan}
      isEarly={isEarly}
      isBusy={signing.isPending}
      onSign={sign}
      trouble={trouble}
    />
  );
}

type FormProps = {
  readonly plan: Experiment['plan'];
  readonly isEarly: boolean;
  readonly isBusy: boolean;
  readonly onSign: (verdict: Verdict) => void;
  readonly trouble: React.ReactNode;
};

function VerdictForm({ plan, isEarly, isBusy, onSign, trouble }: FormProps) {
  const variants = plan.arms.map(({ variant }) => variant).filter((one) => one !== plan.control);
  const mayShip = !isEarly || plan.mayDecideEarly;
  const options = [
    ...(mayShip ? variants.map((one) => [`ship ${one}`, `Ship “${one}”`] as const) : []),
    ['keep_control', `Keep “${plan.control}”`] as const,
    ['inconclusive', 'Inconclusive'] as const,
  ];
  const [chosen, setChosen] = useState(options[0]![0]);
  const [reason, setReason] = useState('');
  return (
    <form
      className={layout['col']}
      style={{ gap: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        onSign(verdictOf(chosen, reason));
      }}
    >
      <Choice label="Verdict" value={chosen} options={options} onChange={setChosen} />
      {!mayShip && (
        <p className={layout['meta']}>
          It was stopped before the planned people were there, so no variant is shipped on it.
        </p>
      )}
      <Textarea
        label="Why"
        description="It stands beside the result for as long as it is read"
        required
        withAsterisk={false}
        minLength={3}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {trouble}
      <Button kind="main" type="submit" disabled={isBusy}>
        Sign the verdict
      </Button>
    </form>
  );
}

const verdictOf = (chosen: string, reason: string): Verdict =>
  chosen.startsWith('ship ')
    ? { kind: 'ship', variant: chosen.slice('ship '.length), reason }
    : { kind: chosen as Exclude<Kind, 'ship'>, variant: null, reason };

function ShipIt({ experiment: { flag } }: { readonly experiment: Experiment }) {
  const project = String(useProject().id);
  return (
    <Link
      to="/p/$project/ship"
      params={{ project }}
      search={{ open: flag }}
      className={layout['link']}
    >
      Open it ring by ring under Ship
    </Link>
  );
}
