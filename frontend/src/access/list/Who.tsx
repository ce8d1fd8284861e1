import { useRead } from '../../api/read';
import { useAccess, useViewer } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { WHO } from '../../i18n/who';
import { paths } from '../../paths';
import { Badge, Card, Row } from '../../ui/Basics';
import forms from '../../ui/forms.module.css';
import { Page } from '../../ui/Page';
import { LoadedPart } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import Seen from '../seen/Seen';
import { texts } from './texts';

const QUERY = graphql(`
  query AccessToMe {
    viewer {
      accessToMe {
        displayName standing grantedAt until hidesWhatIHid shareableClasses
        hiddenSections hiddenClasses hiddenFields { type name reason }
      }
    }
  }
`);

/** Who sees what of one's own record: to a teenager the page of the 15th birthday. */
export default function Who() {
  const { t, say, dayOf } = useLocale();
  const { person } = useViewer();
  const own = useAccess(person.patientId ?? '')[0];
  const read = useRead(QUERY, {});
  const teen = own?.standing === 'SELF_TEEN';
  return (
    <Page
      title={say(texts.whoSeesMine)}
      heading={say(texts.whoSeesMine)}
      lead={say(teen ? texts.whoLeadTeen : texts.whoLead)}
      crumb={<a href={paths.access()}>{t('nav.access')}</a>}
    >
      <LoadedPart read={read}>
        {({ viewer }) => (
          <div class={ui.stack}>
            {viewer?.accessToMe.map((one) => (
              <Card
                key={one.displayName}
                title={one.displayName}
                aside={
                  <span class={ui.small}>
                    {[say(WHO[one.standing]), one.until && t('records.until', { date: dayOf(one.until) })]
                      .filter(Boolean)
                      .join(' ')}
                  </span>
                }
              >
                <Seen hidden={one} toOwner hidesWhatIHid={one.hidesWhatIHid} />
                {own && (one.shareableClasses.length > 0 || one.hidesWhatIHid) && (
                  <div class={ui.actions}>
                    {one.shareableClasses.length > 0 && (
                      <a class={`${forms.button} ${forms.quiet}`} href={paths.sharing(own.patientId)}>
                        {say(texts.share)}
                      </a>
                    )}
                    {one.hidesWhatIHid && (
                      <a class={ui.touch} href={paths.hidden(own.patientId)}>
                        {say(texts.hidden)}
                      </a>
                    )}
                  </div>
                )}
              </Card>
            ))}
            <Card title={say(texts.others)}>
              <ul class={ui.rows}>
                <Row icon={<Badge icon="page" />} title={say(texts.you)} detail={say(texts.youAll)} />
                <Row
                  icon={<Badge icon="heart" />}
                  title={say(texts.doctors)}
                  detail={say(texts.doctorsText)}
                />
                {!viewer?.accessToMe.length && (
                  <Row icon={<Badge icon="lock" tone="hide" />} title={say(texts.nobodySees)} />
                )}
              </ul>
              <div class={ui.actions}>
                {own && (
                  <a class={ui.touch} href={paths.viewers(own.patientId)}>
                    {say(texts.log)}
                  </a>
                )}
                <a class={ui.touch} href={paths.accessPlans()}>
                  {say(texts.plans)}
                </a>
              </div>
            </Card>
          </div>
        )}
      </LoadedPart>
    </Page>
  );
}
