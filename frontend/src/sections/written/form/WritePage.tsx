import type { ComponentChildren } from 'preact';
import { useRoute } from 'preact-iso';
import { useAccess } from '../../../api/viewer';
import type { Section } from '../../../gen/graphql';
import { type Both, useLocale } from '../../../i18n/locale';
import { paths } from '../../../paths';
import { Card } from '../../../ui/Basics';
import { NotFound } from '../../../ui/NotFound';
import { Named, Page } from '../../../ui/Page';
import ui from '../../../ui/ui.module.css';
import { useCurrentId } from '../../../ui/useCurrentId';
import type { Form } from '../../../ui/useForm';
import { useMayWrite } from '../writers';
import { Conflict } from './Conflict';

interface Props {
  readonly section: Section;
  readonly heading: Both;
  readonly lead?: Both;
  readonly children: (patientId: string, entryId: string | undefined) => ComponentChildren;
}

/** The page of a form that writes into a section: a new entry, or a change of the one in the address. */
export function WritePage({ section, heading, lead, children }: Props) {
  const { t, say } = useLocale();
  const { patientId = '', entryId } = useRoute().params;
  const name = useAccess(patientId)[0]?.displayName;
  if (!useMayWrite(patientId, section)) return <NotFound />;
  return (
    <Page
      key={entryId}
      title={[t('entry.pageTitle'), name].filter(Boolean).join(' · ')}
      heading={<Named name={name}>{say(heading)}</Named>}
      lead={lead && say(lead)}
      crumb={<a href={paths.section(patientId, section)}>{t(`section.${section}`)}</a>}
    >
      <div class={ui.slim}>{children(patientId, entryId)}</div>
    </Page>
  );
}

interface SheetProps {
  readonly patientId: string;
  readonly section: Section;
  readonly form: Form;
  /** The form, which sends to the version that stands: the one read, or after a conflict the one that came meanwhile. */
  readonly children: (currentId: string | undefined) => ComponentChildren;
}

/** A form on its card; where somebody was quicker, both sides stand on the page. */
export function Sheet({ patientId, section, form, children }: SheetProps) {
  const currentId = useCurrentId(form.problems);
  return (
    <>
      {currentId && <Conflict {...{ patientId, section, currentId }} />}
      <Card>{children(currentId)}</Card>
    </>
  );
}
