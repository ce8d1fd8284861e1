import { graphql } from '../gen/gql';
import type { LastViewFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { WHO } from '../i18n/who';
import { paths } from '../paths';
import { Badge, Card, Row } from '../ui/Basics';
import { Missing } from '../ui/Hidden';
import { Empty } from '../ui/States';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

graphql(`
  fragment LastView on AccessLogEntry { id at who organization standings }
`);

interface Props {
  readonly patientId: string;
  /** Absent where the log is hidden. */
  readonly views: readonly LastViewFragment[] | undefined;
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
      {!views && <Missing field="MedicalRecord.accessLog" />}
      {views?.length === 0 && <Empty>{say(texts.noViewers)}</Empty>}
      {views && views.length > 0 && (
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
