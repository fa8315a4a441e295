import { Link } from '@tanstack/react-router';
import { IconLink } from '@tabler/icons-react';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import controls from '../ui/controls.module.css';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast.ts';

/** Funnel or trends. */
export function ExploreTabs() {
  const params = { project: String(useProject().id) };
  return (
    <nav className={controls['seg']} aria-label="Kind of question">
      <Link
        to="/p/$project/explore/funnel"
        params={params}
        search={{}}
        activeOptions={{ includeSearch: false }}
      >
        Funnel
      </Link>
      <Link
        to="/p/$project/explore/trends"
        params={params}
        search={{}}
        activeOptions={{ includeSearch: false }}
      >
        Trends
      </Link>
    </nav>
  );
}

/** The address holds the whole question, so the link is the question. */
export function CopyLink() {
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    void toast('Link copied. It keeps the whole question.');
  };
  return (
    <Button
      kind="ghost"
      aria-label="Copy link"
      title="Copy link"
      icon={<IconLink size={16} stroke={1.75} aria-hidden="true" />}
      onClick={() => void copy()}
    >
      <span className={page['spare']}>Copy link</span>
    </Button>
  );
}
