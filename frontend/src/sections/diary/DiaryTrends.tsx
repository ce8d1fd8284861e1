import { useRoute } from 'preact-iso';
import { useRead } from '../../api/read';
import { useAccess } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card, ClosedNote } from '../../ui/Basics';
import { Named, Page } from '../../ui/Page';
import { PrintButton } from '../../ui/PrintButton';
import { Empty, Loaded } from '../../ui/States';
import css from '../../ui/ui.module.css';
import { WriteLink } from '../written/WriteLink';
import { Measure } from './Measure';
import { byMeasure } from './measures';
import { texts } from './texts';

const MOST = 100;
const DIARY = graphql(`
  query DiaryTrends($patientId: ID!) {
    record(patientId: $patientId) {
      id
      healthDiary(first: 100) { nodes { ...DiaryReading } totalCount notices { code message } }
    }
  }
`);

/** What was measured at home, each kind as a small picture with its table. */
export default function DiaryTrends() {
  const { t, say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const name = useAccess(patientId)[0]?.displayName;
  const read = useRead(DIARY, { patientId });
  return (
    <Loaded read={read}>
      {({ record }) => {
        const diary = record?.healthDiary;
        const closed = diary?.notices.some(({ code }) => code === 'SECTION_NOT_FOR_STANDING');
        return (
          <Page
            title={[say(texts.pageTitle), name].filter(Boolean).join(' · ')}
            heading={<Named name={name}>{say(texts.title)}</Named>}
            crumb={<a href={paths.section(patientId, 'HEALTH_DIARY')}>{t('section.HEALTH_DIARY')}</a>}
          >
            <div class={css.stack}>
              <div class={css.actions}>
                <WriteLink patientId={patientId} section="HEALTH_DIARY" />
              </div>
              <ClosedNote messages={diary?.notices.map(({ message }) => message) ?? []} />
              {!closed && !diary?.nodes.length && (
                <Card>
                  <Empty>{t('entry.empty')}</Empty>
                </Card>
              )}
              {byMeasure(diary?.nodes ?? []).map(([measure, readings]) => (
                <Measure key={measure} measure={measure} readings={readings} />
              ))}
              {(diary?.totalCount ?? 0) > MOST && <p class={css.small}>{say(texts.newest, { n: MOST })}</p>}
              <div>
                <PrintButton />
              </div>
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
