import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { useAccess, useIsDoctor } from '../api/viewer';
import type { EntryHeaderFragment, Section } from '../gen/graphql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { page } from '../page';
import { paths, sectionOf } from '../paths';
import { Card } from '../ui/Basics';
import { Facts } from '../ui/Facts';
import { NotFound } from '../ui/NotFound';
import { Named, Page } from '../ui/Page';
import { Failed, Loaded, Loading } from '../ui/States';
import css from '../ui/ui.module.css';
import type { ReportErrorProps } from './dispute/ReportError';
import { EntryPlace } from './EntryPlace';
import type { HidingProps } from './hiding/Hiding';
import { OwnActs } from './OwnActs';
import { useView } from './useView';
import { Replaced, Versions } from './versions/Versions';
import type { SectionView } from './view';
import { isKeptByFamily } from './written/writers';

const ReportError = page<ReportErrorProps>(() => import('./dispute/ReportError'));
const Hiding = page<HidingProps>(() => import('./hiding/Hiding'));

/** One entry with every field of its type. */
export default function EntryPage() {
  const { patientId = '', number, entryId = '' } = useRoute().params;
  const section = sectionOf(number);
  const { view, retry } = useView(section ?? 'LAB_REPORTS');
  if (!section) return <NotFound />;
  if (view === 'loading') return <Loading />;
  if (view === 'failed') return <Failed failure={{ kind: 'offline' }} retry={retry} />;
  return <OneEntry key={entryId} view={view} section={section} patientId={patientId} entryId={entryId} />;
}

interface Props {
  readonly view: SectionView;
  readonly section: Section;
  readonly patientId: string;
  readonly entryId: string;
}

function OneEntry({ view, section, patientId, entryId }: Props) {
  const doctor = useIsDoctor(patientId);
  const read = useRead(view.entry, { id: entryId, doctor });
  return (
    <Loaded read={read}>
      {({ node }) =>
        node?.__typename === view.type ? (
          <Entry
            view={view}
            section={section}
            patientId={patientId}
            entry={node as ShownEntry}
            again={read.retry}
          />
        ) : (
          <NotFound />
        )
      }
    </Loaded>
  );
}

type ShownEntry = EntryHeaderFragment & { readonly __typename: string };

function Entry({
  view: { type, facts, Beside },
  section,
  patientId,
  entry,
  again,
}: Omit<Props, 'entryId'> & { entry: ShownEntry; again: () => void }) {
  const { t, date, years } = useLocale();
  const [access] = useAccess(patientId);
  const current = entry.versions.some((one) => one.current && one.id === entry.id);
  const place = entry.organization?.shortName ?? entry.organization?.name;
  const age = access?.birthDate && years(access.birthDate, new Date(`${entry.date}T12:00:00+03:00`));
  return (
    <Page
      title={[t('entry.pageTitle'), access?.displayName].filter(Boolean).join(' · ')}
      heading={<Named name={access?.displayName}>{glue(entry.title ?? t(`section.${section}`))}</Named>}
      lead={[date(entry.date), place && glue(place), age && t('entry.age', { age })]
        .filter(Boolean)
        .join(' · ')}
      crumb={<a href={paths.section(patientId, section)}>{t(`section.${section}`)}</a>}
    >
      <div class={css.grid}>
        <div class={css.column}>
          <Replaced patientId={patientId} section={section} entry={entry} />
          <Card>
            <Facts type={type} of={entry} facts={facts} />
          </Card>
          {Beside && <Beside patientId={patientId} entry={entry} current={current} />}
          {current && <OwnActs patientId={patientId} section={section} entry={entry} />}
        </div>
        <div class={css.column}>
          {!isKeptByFamily(section) && <EntryPlace entry={entry} />}
          {current && entry.hiding.state !== 'NOT_OFFERED' && (
            <Hiding patientId={patientId} entry={entry} again={again} />
          )}
          <Versions patientId={patientId} section={section} entry={entry} />
          <ReportError patientId={patientId} section={section} entryId={entry.id} />
          <p class={css.small}>{t('entry.noLaw')}</p>
        </div>
      </div>
    </Page>
  );
}
