import { useRoute } from 'preact-iso';
import { useAccess, useTreats } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import type { ListedReferralFragment } from '../../gen/graphql';
import { glue } from '../../i18n/format';
import { type Both, useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Badge, Card, ClosedNote, Row, Tag } from '../../ui/Basics';
import { ByPage } from '../../ui/ByPage';
import { Named, Page } from '../../ui/Page';
import { Empty } from '../../ui/States';
import css from '../../ui/ui.module.css';
import { texts } from './texts';

graphql(`
  fragment ListedReferral on Referral {
    id date title name status priority reason organization { name shortName } author { fullName }
  }
`);
const REFERRALS = graphql(`
  query Referrals($patientId: ID!, $after: String) {
    record(patientId: $patientId) {
      id
      referrals(first: 20, after: $after) {
        nodes { ...ListedReferral }
        pageInfo { ...Paging }
        notices { code message }
      }
    }
  }
`);
/** Statuses of FHIR R4 that are worth a word; «active» is what one expects. */
const STATUS: Readonly<Record<string, Both>> = {
  completed: texts.completed,
  revoked: texts.revoked,
  'on-hold': texts.onHold,
};

/** To whom and for what the patient was referred, by protocols and by themselves, the newest first. */
export default function Referrals() {
  const { t, say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const name = useAccess(patientId)[0]?.displayName;
  const writes = useTreats(patientId);
  return (
    <Page
      title={[t('record.sections'), name].filter(Boolean).join(' · ')}
      heading={<Named name={name}>{say(texts.title)}</Named>}
      lead={say(texts.lead)}
      crumb={<a href={paths.sections(patientId)}>{t('record.sections')}</a>}
    >
      <div class={css.stack}>
        <ByPage document={REFERRALS} variables={{ patientId }} of={({ record }) => record?.referrals}>
          {({ nodes, list, first }) => (
            <>
              {first && <ClosedNote messages={(list?.notices ?? []).map(({ message }) => message)} />}
              <Card>
                {nodes.length ? (
                  <ul class={css.rows}>
                    {nodes.map((one) => (
                      <Referral key={one.id} patientId={patientId} one={one} writes={writes} />
                    ))}
                  </ul>
                ) : (
                  <Empty>{say(texts.none)}</Empty>
                )}
              </Card>
            </>
          )}
        </ByPage>
      </div>
    </Page>
  );
}

interface Props {
  readonly patientId: string;
  readonly one: ListedReferralFragment;
  /** A treating doctor corrects and takes out what they wrote themselves. */
  readonly writes: boolean;
}

function Referral({ patientId, one, writes }: Props) {
  const { say, date } = useLocale();
  const { id, name, title, reason, status, priority, organization, author } = one;
  const place = organization?.shortName ?? organization?.name;
  const what = glue(name ?? title ?? say(texts.title));
  const ended = STATUS[status ?? ''];
  const link = (href: string, text: string) => (
    <a class={css.touch} href={href}>
      {text}
      <span class={css.unseen}> {what}</span>
    </a>
  );
  return (
    <Row
      icon={<Badge icon="page" />}
      title={what}
      detail={
        <>
          {[date(one.date), place && glue(place), author?.fullName].filter(Boolean).join(' · ')}
          {reason && <p>{glue(reason)}</p>}
          {writes && (
            <span class={css.actions}>
              {link(paths.sign(patientId, 'referral', id), say(texts.correct))}
              {link(paths.withdraw(patientId, id), say(texts.withdraw))}
            </span>
          )}
        </>
      }
      aside={
        ended ? (
          <Tag tone="plain">{say(ended)}</Tag>
        ) : (
          priority === 'urgent' && <Tag tone="warn">{say(texts.urgent)}</Tag>
        )
      }
    />
  );
}
