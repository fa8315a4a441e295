import { NumberInput, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { Button, IconButton } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import css from './release.module.css';
import type { RingDraft } from './rings.ts';
import { conditionWords } from './words.ts';

type RingsProps = {
  readonly rings: readonly RingDraft[];
  /** How many have begun: who is in those stays as it is. */
  readonly begun?: number;
  readonly onChange: (rings: readonly RingDraft[]) => void;
};

/** The rings of a plan, each in a row; those ahead can be changed, added and removed. */
export function Rings({ rings, begun = 0, onChange }: RingsProps) {
  const change = (place: number, fields: Partial<RingDraft>) =>
    onChange(rings.map((ring, i) => (i === place ? { ...ring, ...fields } : ring)));
  const added = {
    name: `Ring ${rings.length + 1}`,
    percent: 100,
    attribute: '',
    value: '',
    entry: '',
  };
  return (
    <fieldset className={layout['col']} style={{ border: 0, padding: 0, margin: 0, gap: 10 }}>
      <legend className={layout['strong']} style={{ marginBottom: 6 }}>
        Rings
      </legend>
      {rings.map((ring, place) => (
        <RingFields
          // oxlint-disable-next-line react/no-array-index-key -- a ring is its place
          key={place}
          ring={ring}
          isBegun={place < begun}
          onChange={(fields) => change(place, fields)}
          onRemove={
            rings.length > 1 && place >= begun
              ? () => onChange(rings.filter((_, i) => i !== place))
              : undefined
          }
        />
      ))}
      <div className={layout['row']}>
        <Button
          size="small"
          icon={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onChange([...rings, added])}
        >
          Ring
        </Button>
        <span className={layout['meta']}>
          Everybody comes last, after the announcement decision.
        </span>
      </div>
    </fieldset>
  );
}

type FieldsProps = {
  readonly ring: RingDraft;
  readonly isBegun: boolean;
  readonly onChange: (fields: Partial<RingDraft>) => void;
  readonly onRemove: (() => void) | undefined;
};

function RingFields({ ring, isBegun, onChange, onRemove }: FieldsProps) {
  return (
    <div className={css['ringRow']}>
      <TextInput
        label="Ring"
        required
        withAsterisk={false}
        maxLength={60}
        value={ring.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <NumberInput
        label="Share, %"
        min={0.1}
        max={100}
        hideControls
        disabled={isBegun}
        value={ring.percent}
        onChange={(value) => onChange({ percent: Number(value) || 0 })}
      />
      <Whom ring={ring} isBegun={isBegun} onChange={onChange} />
      {onRemove !== undefined && (
        <IconButton label={`Remove the ring ${ring.name}`} onClick={onRemove}>
          <IconX size={16} aria-hidden="true" />
        </IconButton>
      )}
      <TextInput
        className={css['entry']}
        aria-label={`What must hold before ${ring.name}`}
        placeholder="What must hold before it begins"
        maxLength={500}
        value={ring.entry}
        onChange={(event) => onChange({ entry: event.currentTarget.value })}
      />
    </div>
  );
}

/** The people of whom it is a share: by one trait; a condition that says more stays as it is. */
function Whom({ ring, isBegun, onChange }: Omit<FieldsProps, 'onRemove'>) {
  if (ring.condition !== undefined) {
    return (
      <TextInput
        className={css['whole']}
        label="Only where"
        disabled
        value={conditionWords(ring.condition)}
      />
    );
  }
  return (
    <>
      <TextInput
        label="Only where"
        placeholder="plan, beta …"
        disabled={isBegun}
        value={ring.attribute}
        onChange={(event) => onChange({ attribute: event.currentTarget.value })}
      />
      <TextInput
        label="is"
        placeholder={ring.attribute === '' ? 'anybody' : 'pro, true …'}
        disabled={isBegun || ring.attribute === ''}
        value={ring.value}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
    </>
  );
}
