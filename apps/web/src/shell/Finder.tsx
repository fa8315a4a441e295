import '@mantine/spotlight/styles.layer.css';
import './finder.css';
import { listPeople } from '@tandem/contract';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { answerTo } from '../api.ts';
import { besideName, displayName } from '../people/names.ts';
import { useMe, useProject } from './session.ts';

const [store, finder] = createSpotlight();

const pages = [
  ['Today', '/p/$project/today'],
  ['Listening', '/p/$project/listening'],
  ['Funnel', '/p/$project/explore/funnel'],
  ['Trends', '/p/$project/explore/trends'],
  ['People', '/p/$project/people'],
  ['Opportunities', '/p/$project/opportunities'],
  ['Live events', '/p/$project/live'],
  ['Project settings', '/p/$project/settings/project'],
  ['Keys', '/p/$project/settings/keys'],
  ['Members', '/p/$project/settings/members'],
  ['Audit log', '/p/$project/settings/audit'],
] as const;

/** Pages, projects, people and words, by typing. */
export function Finder({ onClose }: { readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  useEffect(() => finder.open(), []);
  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={setTyped}
      onSpotlightClose={onClose}
      shortcut={null}
      transitionProps={{ duration: 0 }}
      size={560}
      overlayProps={{ blur: 0, backgroundOpacity: 0.25 }}
    >
      <Spotlight.Search
        placeholder="A page, a person, words somebody said"
        aria-label="Search"
        leftSection={<IconSearch size={16} aria-hidden="true" />}
      />
      <Spotlight.ActionsList>
        <Results typed={typed.trim()} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Results({ typed }: { readonly typed: string }) {
  const fits = (name: string) => name.toLowerCase().includes(typed.toLowerCase());
  return (
    <>
      <PageResults typed={typed} fits={fits} />
      <ProjectResults fits={fits} />
      <PeopleResults typed={typed} />
    </>
  );
}

type Fits = { readonly fits: (name: string) => boolean };

function PageResults({ typed, fits }: Fits & { readonly typed: string }) {
  const project = String(useProject().id);
  const navigate = useNavigate();
  return (
    <Spotlight.ActionsGroup label="Pages">
      {pages
        .filter(([name]) => fits(name))
        .map(([name, to]) => (
          <Spotlight.Action
            key={name}
            label={name}
            onClick={() => void navigate({ to, params: { project }, search: {} })}
          />
        ))}
      {typed !== '' && (
        <Spotlight.Action
          label={`What people said about “${typed}”`}
          onClick={() =>
            void navigate({
              to: '/p/$project/listening',
              params: { project },
              search: { q: typed },
            })
          }
        />
      )}
    </Spotlight.ActionsGroup>
  );
}

function ProjectResults({ fits }: Fits) {
  const me = useMe();
  const { id } = useProject();
  const navigate = useNavigate();
  return (
    <Spotlight.ActionsGroup label="Projects">
      {me.projects
        .filter((one) => one.id !== id && fits(one.name))
        .map((one) => (
          <Spotlight.Action
            key={one.id}
            label={one.name}
            onClick={() =>
              void navigate({
                to: '/p/$project/today',
                params: { project: String(one.id) },
                search: {},
              })
            }
          />
        ))}
    </Spotlight.ActionsGroup>
  );
}

function PeopleResults({ typed }: { readonly typed: string }) {
  const project = String(useProject().id);
  const navigate = useNavigate();
  return (
    <Spotlight.ActionsGroup label="People">
      {usePeople(typed).map((person) => (
        <Spotlight.Action
          key={person.id}
          label={displayName(person)}
          description={besideName(person)}
          onClick={() =>
            void navigate({
              to: '/p/$project/people/$person',
              params: { project, person: person.id },
              search: {},
            })
          }
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

function usePeople(typed: string) {
  const project = useProject();
  const [search] = useDebouncedValue(typed, 150);
  const answer = useQuery({
    ...answerTo(listPeople, { params: { project: project.id }, query: { search, limit: 6 } }),
    enabled: search.length > 1,
  });
  return search.length > 1 ? (answer.data?.people ?? []) : [];
}
