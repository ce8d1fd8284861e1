import { graphql } from '../gen/gql';
import type { LastViewFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { WHO } from '../i18n/who';
import { paths } from '../paths';
import { Badge, Card, Row } from '../ui/Basics';
import { Empty } from '../ui/States';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

graphql(`
  fragment LastView on AccessLogEntry { id at who organization standings }
`);

interface Props {
  readonly patientId: string;
  readonly views: readonly LastViewFragment[];
}

/** The newest lines of the access log. */
export function LastViewers({ patientId, views }: Props) {
  const { dateTime, say } = useLocale();
  return (
    <Card
      title={say(texts.viewers)}
      aside={
        <a class={ui.touch} href={paths.viewers(patientId)}>
          {say(texts.allViewers)}
        </a>
      }
    >
      {views.length === 0 ? (
        <Empty>{say(texts.noViewers)}</Empty>
      ) : (
        <ul class={ui.rows}>
          {views.map(({ id, at, who, organization, standings }) => (
            <Row
              key={id}
              icon={<Badge icon="eye" />}
              title={who}
              detail={[
                dateTime(at),
                organization ?? standings.map((standing) => say(WHO[standing])).join(', '),
              ]
                .filter(Boolean)
                .join(' · ')}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}
