import type { ComponentChildren } from 'preact';
import { useRoute } from 'preact-iso';
import { useAccess } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Named, Page } from '../ui/Page';
import { texts } from './texts';

interface Props {
  readonly title: string;
  readonly lead: string;
  readonly children: ComponentChildren;
}

/** A page on which a doctor writes: what, in whose record, and the way back to it. */
export function Frame({ title, lead, children }: Props) {
  const { say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const [access] = useAccess(patientId);
  return (
    <Page
      title={title}
      heading={<Named name={access?.displayName}>{title}</Named>}
      lead={lead}
      crumb={<a href={paths.record(patientId)}>{say(texts.back)}</a>}
    >
      {children}
    </Page>
  );
}
