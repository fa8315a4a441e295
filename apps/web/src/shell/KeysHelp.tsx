import { Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { Kbd } from '../ui/Kbd.tsx';
import { modifierKey, singleKeysAreOn, switchSingleKeys } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import { cx } from '../ui/cx.ts';
import { jumps } from './jumps.ts';

const others = [
  [[modifierKey, 'K'], 'Search or jump'],
  [['J'], 'Next in a list'],
  [['K'], 'The one before'],
  [['↵'], 'Open it'],
  [['F'], 'Add a filter'],
  [['T'], 'A chart as a table'],
  [['Esc'], 'Close the panel'],
  [['Z'], 'Undo'],
] as const;

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

export function KeysHelp({ isOpen, onClose }: Props) {
  const [areOn, setOn] = useState(singleKeysAreOn);
  const rows = [
    ...Object.entries(jumps).map(([key, { name }]) => [['G', key.toUpperCase()], name] as const),
    ...others,
  ];
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Keys"
      size={420}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <dl
        style={{
          display: 'grid',
          gridTemplateColumns: '84px 1fr',
          gap: '8px 12px',
          marginBottom: 16,
        }}
      >
        {rows.map(([keys, name]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt className={layout['row']} style={{ gap: 4 }}>
              <span className={layout['hidden']}>{keys.join(' then ')}</span>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className={cx(layout['small'], layout['ink2'])}>{name}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label="Single keys are on"
        checked={areOn}
        onChange={(event) => {
          setOn(event.currentTarget.checked);
          switchSingleKeys(event.currentTarget.checked);
        }}
      />
    </Modal>
  );
}
