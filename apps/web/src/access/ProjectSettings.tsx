import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { updateProject } from '@tandem/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.ts';
import { IdentityVerification } from '../engage/IdentityVerification.tsx';
import { useMe, useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import { toast } from '../ui/toast.ts';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import css from './settings.module.css';
import { SettingsPage } from './SettingsPage.tsx';
import { timeZones } from './time-zones.ts';

export function ProjectSettings() {
  const me = useMe();
  const project = useProject();
  const queries = useQueryClient();
  const mayChange = me.permissions.includes('project:admin');
  const form = useForm({ initialValues: { name: project.name, timeZone: project.timeZone } });
  const saving = useMutation({
    mutationFn: (body: typeof form.values) =>
      call(updateProject, { params: { project: project.id }, body }),
    onSuccess: async () => {
      form.resetDirty();
      await queries.invalidateQueries();
      void toast('Project saved');
    },
  });
  return (
    <SettingsPage title="Project" facts={`Project ${project.id} of ${me.workspace.name}`}>
      <Card>
        <form className={css['form']} onSubmit={form.onSubmit((values) => saving.mutate(values))}>
          <TextInput
            label="Name"
            required
            withAsterisk={false}
            disabled={!mayChange}
            {...form.getInputProps('name')}
          />
          <Select
            label="Time zone"
            description="Days and weeks of every question are counted in it"
            data={timeZones()}
            searchable
            disabled={!mayChange}
            {...form.getInputProps('timeZone')}
          />
          {saving.isError && <TroubleNote error={saving.error} />}
          <div>
            <Button
              kind="main"
              type="submit"
              disabled={!mayChange || !form.isDirty() || saving.isPending}
            >
              Save
            </Button>
          </div>
        </form>
      </Card>
      <IdentityVerification />
      <p className={layout['meta']}>
        {project.isDemo ? 'This project holds the demo company. ' : ''}The API is described at{' '}
        <a href="/api" className={layout['link']}>
          /api
        </a>
        .
      </p>
    </SettingsPage>
  );
}
