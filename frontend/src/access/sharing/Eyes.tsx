import { useRoute } from 'preact-iso';
import { useRead } from '../../api/read';
import { useAccess, useViewer } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Badge, Card, Row } from '../../ui/Basics';
import { Notice } from '../../ui/Notice';
import { Named, Page } from '../../ui/Page';
import { Empty, LoadedPart } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { texts } from './texts';

const EYES = graphql(`
  query AsSeenBy($id: ID!) {
    recordAsSeenBy(id: $id) {
      availableSections { section title count }
      timeline(first: 100) { totalCount notices { code message } nodes { id section date title } }
    }
  }
`);

/** A teenager's own record as one representative sees it: what is there for them, line by line, and nothing else. */
export default function Eyes() {
  const { t, say, date } = useLocale();
  const { linkId = '' } = useRoute().params;
  const own = useAccess(useViewer().person.patientId ?? '')[0];
  const read = useRead(EYES, { id: linkId });
  return (
    <Page
      title={say(texts.eyes)}
      heading={<Named name={own?.displayName}>{say(texts.eyes)}</Named>}
      lead={say(texts.eyesLead)}
      crumb={own && <a href={paths.sharing(own.patientId)}>{say(texts.title)}</a>}
    >
      <LoadedPart read={read}>
        {({ recordAsSeenBy: record }) => (
          <div class={ui.stack}>
            {record?.timeline.notices.map(({ code, message }) => (
              <Notice key={code}>
                <p>{message}</p>
              </Notice>
            ))}
            <Card title={say(texts.sections)}>
              <ul class={ui.rows}>
                {record?.availableSections.map(({ section, title, count }) => (
                  <Row
                    key={section}
                    icon={<Badge icon="page" />}
                    title={title}
                    aside={say(texts.count, { n: count })}
                  />
                ))}
              </ul>
              {!record?.availableSections.length && <Empty>{say(texts.nothing)}</Empty>}
            </Card>
            <Card title={say(texts.newest)}>
              <ul class={ui.rows}>
                {record?.timeline.nodes.map((entry) => (
                  <Row
                    key={entry.id}
                    icon={<Badge icon="page" />}
                    title={entry.title ?? t(`section.${entry.section}`)}
                    detail={date(entry.date)}
                  />
                ))}
              </ul>
            </Card>
          </div>
        )}
      </LoadedPart>
    </Page>
  );
}
