/** The project's public key, for examples that can be run as they are. */
import { listKeys } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { answerTo } from '../api.ts';
import { useMe, useProject } from '../shell/session.ts';

/** What stands in examples for those who may not see keys. */
export const noKey = 'YOUR_PROJECT_KEY';

export function usePublicKey(): string {
  const me = useMe();
  const project = useProject();
  const keys = useQuery({
    ...answerTo(listKeys, { params: { project: project.id } }),
    enabled: me.permissions.includes('project:admin'),
  });
  const key = keys.data?.keys.find(
    ({ kind, revokedAt }) => kind === 'public' && revokedAt === null,
  );
  return key?.display ?? noKey;
}
