import { useRoute } from 'preact-iso';
import { useAccess } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import { glue } from '../../i18n/format';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Badge, Card, Row } from '../../ui/Basics';
import { ByPage } from '../../ui/ByPage';
import { NotFound } from '../../ui/NotFound';
import { Named, Page } from '../../ui/Page';
import { Empty } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { texts } from './texts';

const HIDDEN = graphql(`
  query HiddenEntries($id: ID!, $after: String) {
    record(patientId: $id) {
      timeline(first: 30, after: $after, hiddenByPatient: true) {
        nodes { id section date title hiding { state } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** All that a teenager keeps from parents, each entry with the way to show it again. */
export default function Hidden() {
  const { t, say, date } = useLocale();
  const { patientId = '' } = useRoute().params;
  const own = useAccess(patientId).find(({ standing }) => standing === 'SELF_TEEN');
  if (!own) return <NotFound />;
  return (
    <Page
      title={[say(texts.listTitle), own.displayName].join(' · ')}
      heading={<Named name={own.displayName}>{say(texts.listTitle)}</Named>}
      lead={say(texts.listLead)}
      crumb={<a href={paths.accessWho()}>{say(texts.who)}</a>}
    >
      <ByPage document={HIDDEN} variables={{ id: patientId }} of={({ record }) => record?.timeline}>
        {({ nodes, first }) => (
          <Card>
            <ul class={ui.rows}>
              {nodes.map(({ id, section, date: day, title, hiding }) => (
                <Row
                  key={id}
                  href={paths.entry(patientId, section, id)}
                  icon={<Badge icon="lock" tone="hide" />}
                  title={glue(title ?? t(`section.${section}`))}
                  detail={[date(day), hiding.state === 'WITH_ANOTHER' && say(texts.goesAlong)]
                    .filter(Boolean)
                    .join(' · ')}
                />
              ))}
            </ul>
            {first && !nodes.length && <Empty>{say(texts.none)}</Empty>}
          </Card>
        )}
      </ByPage>
    </Page>
  );
}
