import { useRead } from '../api/read';
import { useAccess } from '../api/viewer';
import { graphql } from '../gen/gql';
import type { CardCheckLineFragment } from '../gen/graphql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, Row, Tag } from '../ui/Basics';
import forms from '../ui/forms.module.css';
import { Page } from '../ui/Page';
import { Empty, Loaded } from '../ui/States';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

graphql(`
  fragment CardCheckLine on CardExistence { patientId displayName own exists openedAt clinic address phone }
`);
const CHECK = graphql(`
  query CardCheck { cardExistence { ...CardCheckLine } }
`);

/** Whether one's own record and those of one's children exist, where, and what to do where there is none (PAP-05). */
export default function CardCheck() {
  const { say, t } = useLocale();
  const read = useRead(CHECK, {});
  return (
    <Loaded read={read}>
      {({ cardExistence }) => (
        <Page
          title={say(texts.title)}
          heading={say(texts.title)}
          lead={say(texts.lead)}
          crumb={<a href={paths.records()}>{t('nav.records')}</a>}
        >
          <div class={ui.stack}>
            {cardExistence?.length ? (
              <Card>
                <ul class={ui.rows}>
                  {cardExistence.map((one) => (
                    <Line key={one.patientId} one={one} />
                  ))}
                </ul>
              </Card>
            ) : (
              <Card title={say(texts.nobody)}>
                <Empty>{say(texts.nobodyText)}</Empty>
                <p>
                  <a class={forms.button} href={paths.profile()}>
                    {say(texts.profile)}
                  </a>
                </p>
              </Card>
            )}
            <p class={ui.small}>
              {say(texts.others)}{' '}
              <a class={ui.touch} href={paths.family()}>
                {say(texts.family)}
              </a>
            </p>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

function Line({ one }: { one: CardCheckLineFragment }) {
  const { say, dayOf } = useLocale();
  const { patientId, displayName, own, exists, openedAt, clinic, address, phone } = one;
  const access = useAccess(patientId).length > 0;
  const where = clinic ? say(texts.where, { clinic: glue(clinic) }) : say(texts.noClinic);
  return (
    <Row
      title={own ? say(texts.me, { name: displayName }) : displayName}
      aside={<Tag tone={exists ? 'good' : 'plain'}>{say(exists ? texts.yes : texts.no)}</Tag>}
      detail={
        <>
          <p>
            {[openedAt && say(texts.opened, { date: dayOf(openedAt) }), where].filter(Boolean).join(' · ')}
          </p>
          {!exists && clinic && (
            <>
              <p>{say(texts.howToOpen)}</p>
              {(address || phone) && <p>{[address, phone].filter(Boolean).join(' · ')}</p>}
            </>
          )}
          {exists && (
            <a class={ui.touch} href={access ? paths.record(patientId) : paths.accessNew()}>
              {say(access ? texts.open : texts.ask)}
              <span class={ui.unseen}> {displayName}</span>
            </a>
          )}
        </>
      }
    />
  );
}
