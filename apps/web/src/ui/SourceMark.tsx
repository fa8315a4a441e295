import {
  IconForms,
  IconMail,
  IconMessage2,
  IconMicrophone,
  IconPhone,
  IconStar,
  IconTicket,
  IconWorld,
} from '@tabler/icons-react';
import { iconOfSource } from './sources.ts';

const icons = {
  chat: IconMessage2,
  mail: IconMail,
  ticket: IconTicket,
  phone: IconPhone,
  store: IconStar,
  survey: IconForms,
  interview: IconMicrophone,
  public: IconWorld,
} as const;

type Props = { readonly source: string; readonly size?: number };

/** Where something was said, as a picture beside its name. */
export function SourceMark({ source, size = 14 }: Props) {
  const Icon = icons[iconOfSource(source)];
  return <Icon size={size} stroke={1.75} aria-hidden="true" />;
}
