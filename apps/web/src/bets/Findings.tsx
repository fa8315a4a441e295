import { IconX } from '@tabler/icons-react';
import { dropFinding, type BetPage, type Finding } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { call } from '../api.ts';
import { parseSearch } from '../search.ts';
import { useProject } from '../shell/session.ts';
import { IconButton } from '../ui/Button.tsx';
import layout from '../ui/layout.module.css';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatDate } from '../ui/when.ts';
import css from './bets.module.css';
import { useChange, useFindings, usePath } from './use-bets.ts';

/** What questions of Explore showed: each leads back to its question. */
export function Findings({ bet }: { readonly bet: BetPage }) {
  const params = usePath(bet);
  const findings = useFindings(bet.id).data?.findings ?? [];
  const dropping = useChange((finding: string) =>
    call(dropFinding, { params: { ...params, finding } }),
  );
  if (findings.length === 0) return null;
  return (
    <div className={css['findings']}>
      <h3>Found in Explore</h3>
      <ul>
        {findings.map((finding) => (
          <li key={finding.id}>
            <Shown finding={finding} />
            {bet.gate !== null && (
              <IconButton
                label="Take this finding back"
                disabled={dropping.isPending}
                onClick={() => dropping.mutate(finding.id)}
              >
                <IconX size={14} aria-hidden="true" />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {dropping.isError && <TroubleNote error={dropping.error} />}
    </div>
  );
}

function Shown({ finding: { page, search, says, author, at } }: { readonly finding: Finding }) {
  const project = String(useProject().id);
  const now = useNow();
  return (
    <span>
      <Link
        to={page === 'funnel' ? '/p/$project/explore/funnel' : '/p/$project/explore/trends'}
        params={{ project }}
        search={parseSearch(search)}
      >
        {says}
      </Link>
      <span className={layout['meta']}>
        {author}, {formatDate(at, now)}
      </span>
    </span>
  );
}
