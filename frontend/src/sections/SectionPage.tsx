import { useRoute } from 'preact-iso';
import { useAccess } from '../api/viewer';
import type { Section } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths, sectionOf } from '../paths';
import { DateFilter } from '../ui/DateFilter';
import { NotFound } from '../ui/NotFound';
import { Named, Page } from '../ui/Page';
import { FailedPart, Loading } from '../ui/States';
import css from '../ui/ui.module.css';
import { EntryList } from './EntryList';
import { useView } from './useView';
import { WriteLink } from './written/WriteLink';

/** The entries of one section, newest first. */
export default function SectionPage() {
  const { params, query } = useRoute();
  const section = sectionOf(params['number']);
  if (!section) return <NotFound />;
  return <OneSection key={section} patientId={params['patientId'] ?? ''} section={section} dates={query} />;
}

interface Props {
  readonly patientId: string;
  readonly section: Section;
  readonly dates: { readonly from?: string; readonly to?: string };
}

function OneSection({ patientId, section, dates }: Props) {
  const { t, say } = useLocale();
  const name = useAccess(patientId)[0]?.displayName;
  const { view, retry } = useView(section);
  return (
    <Page
      title={[t('section.pageTitle'), name].filter(Boolean).join(' · ')}
      heading={<Named name={name}>{t(`section.${section}`)}</Named>}
      crumb={<a href={paths.sections(patientId)}>{t('record.sections')}</a>}
    >
      <div class={css.sided}>
        <aside class={css.column}>
          <WriteLink patientId={patientId} section={section} />
          <DateFilter dates={dates} href={(days) => paths.section(patientId, section, days)} />
          {section === 'HEALTH_DIARY' && (
            <p class={css.card}>
              <a class={css.touch} href={paths.diary(patientId)}>
                {say(['Дневник на графиках', 'The diary in pictures'])}
              </a>
            </p>
          )}
          {section === 'VACCINATIONS' && (
            <p class={css.card}>
              <a class={css.touch} href={paths.plan(patientId)}>
                {t('record.plan')}
              </a>
            </p>
          )}
        </aside>
        <div class={css.column}>
          {view === 'loading' && <Loading />}
          {view === 'failed' && <FailedPart failure={{ kind: 'offline' }} retry={retry} />}
          {typeof view === 'object' && (
            <EntryList
              key={`${dates.from}.${dates.to}`}
              view={view}
              patientId={patientId}
              section={section}
              dates={dates}
            />
          )}
        </div>
      </div>
    </Page>
  );
}
