import type { ComponentChildren } from 'preact';
import { useRoute } from 'preact-iso';
import { useRead } from '../../api/read';
import { useAccess } from '../../api/viewer';
import type { EntryHeaderFragment, Section } from '../../gen/graphql';
import { glue } from '../../i18n/format';
import { useLocale } from '../../i18n/locale';
import { paths, sectionOf } from '../../paths';
import { Card } from '../../ui/Basics';
import { NotFound } from '../../ui/NotFound';
import { Page } from '../../ui/Page';
import { Failed, Loaded, Loading } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { useView } from '../useView';
import type { SectionView } from '../view';
import { DisputeForm } from './DisputeForm';
import { texts } from './texts';

/** SEC-18: a report of an error in one entry, which becomes a complaint to the insurer of its day. */
export default function DisputePage() {
  const { patientId = '', number, entryId = '' } = useRoute().params;
  const section = sectionOf(number);
  const { view, retry } = useView(section ?? 'RENDERED_SERVICES');
  const own = !useAccess(patientId).length;
  if (!section) return <NotFound />;
  if (view === 'loading') return <Loading />;
  if (view === 'failed') return <Failed failure={{ kind: 'offline' }} retry={retry} />;
  // Own services are disputed without the record that they belong to (SVC-03): nothing of it can be attached then.
  if (own && section === 'RENDERED_SERVICES')
    return (
      <Framed name={undefined} back={paths.ownServices()} lead={undefined}>
        <DisputeForm patientId={patientId} entryId={entryId} section={section} />
      </Framed>
    );
  return <OfEntry view={view} section={section} patientId={patientId} entryId={entryId} />;
}

interface Props {
  readonly view: SectionView;
  readonly section: Section;
  readonly patientId: string;
  readonly entryId: string;
}

function OfEntry({ view, section, patientId, entryId }: Props) {
  const { t, date } = useLocale();
  const [access] = useAccess(patientId);
  const read = useRead(view.entry, { id: entryId });
  return (
    <Loaded read={read}>
      {({ node }) => {
        if (node?.__typename !== view.type) return <NotFound />;
        const entry = node as EntryHeaderFragment;
        const place = entry.organization?.shortName ?? entry.organization?.name;
        return (
          <Framed
            name={access?.displayName}
            back={paths.entry(patientId, section, entryId)}
            lead={[glue(entry.title ?? t(`section.${section}`)), date(entry.date), place && glue(place)]
              .filter(Boolean)
              .join(' · ')}
          >
            <DisputeForm {...{ patientId, entryId, section, view, entry }} />
          </Framed>
        );
      }}
    </Loaded>
  );
}

interface FramedProps {
  readonly name: string | undefined;
  readonly back: string;
  readonly lead: string | undefined;
  readonly children: ComponentChildren;
}

function Framed({ name, back, lead, children }: FramedProps) {
  const { say } = useLocale();
  return (
    <Page
      title={[say(texts.report), name].filter(Boolean).join(' · ')}
      heading={say(texts.report)}
      lead={lead}
      crumb={<a href={back}>{say(texts.back)}</a>}
    >
      <div class={ui.grid}>
        <Card>
          <p class={ui.lead}>{say(texts.lead)}</p>
          {children}
        </Card>
        <Card title={say(texts.advice)}>
          <p>{say(texts.adviceText)}</p>
        </Card>
      </div>
    </Page>
  );
}
