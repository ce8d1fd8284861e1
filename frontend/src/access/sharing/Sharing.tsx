import { useRead } from '../../api/read';
import { useAccess, useViewer } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card } from '../../ui/Basics';
import { NotFound } from '../../ui/NotFound';
import { Named, Page } from '../../ui/Page';
import { Empty, LoadedPart } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { Share } from './Share';
import { texts } from './texts';

const SHARING = graphql(`
  query Sharing {
    viewer { accessToMe { ...Shared } }
  }
`);

/** A teenager's own page: what of what is theirs alone each representative is shown. */
export default function Sharing() {
  const { say } = useLocale();
  const own = useAccess(useViewer().person.patientId ?? '')[0];
  const read = useRead(SHARING, {});
  if (own?.standing !== 'SELF_TEEN') return <NotFound />;
  return (
    <Page
      title={say(texts.title)}
      heading={<Named name={own.displayName}>{say(texts.title)}</Named>}
      lead={say(texts.lead)}
      crumb={<a href={paths.accessWho()}>{say(texts.who)}</a>}
    >
      <LoadedPart read={read}>
        {({ viewer }) => {
          const links = viewer?.accessToMe.filter(({ shareableClasses }) => shareableClasses.length) ?? [];
          return (
            <div class={ui.stack}>
              {links.map((link) => (
                <Share key={link.id} link={link} patientId={own.patientId} again={read.retry} />
              ))}
              {!links.length && (
                <Card>
                  <Empty>{say(texts.nobody)}</Empty>
                </Card>
              )}
            </div>
          );
        }}
      </LoadedPart>
    </Page>
  );
}
