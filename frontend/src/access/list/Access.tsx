import { useState } from 'preact/hooks';
import { useRead } from '../../api/read';
import { useViewer, useViewerAgain } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import { helpFor } from '../../i18n/help/help';
import { useLocale } from '../../i18n/locale';
import { WHO } from '../../i18n/who';
import { paths } from '../../paths';
import { Card, Row } from '../../ui/Basics';
import forms from '../../ui/forms.module.css';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Empty, LoadedPart } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { texts as shared } from '../texts';
import { Grants } from './Grants';
import { Requests } from './Requests';
import { texts } from './texts';

const ACCESS = graphql(`
  query Access {
    accessService { costText termText ownRecordId acceptedPolicyRegions }
    viewer {
      accessGrants { ...Grant }
      accessToMe { displayName standing until }
      accessRequests(first: 20) { nodes { ...RequestLine } }
    }
  }
`);

/** All about access: what I may open, who may open mine, what I have asked for, and the service that opens records. */
export default function Access() {
  const { t, say } = useLocale();
  const { account, person } = useViewer();
  const again = useViewerAgain();
  const read = useRead(ACCESS, {});
  const [said, setSaid] = useState('');
  const help = helpFor(account.level === 'BASIC' ? 'ACCOUNT_LEVEL_TOO_LOW' : 'ACCESS_NOT_OPEN');
  return (
    <Page title={t('nav.access')} heading={t('nav.access')} lead={say(texts.accessLead)}>
      <LoadedPart read={read}>
        {({ accessService: service, viewer }) => (
          <div class={ui.sided}>
            <aside>
              <Card title={say(texts.service)}>
                <p>
                  <b>{service.costText}.</b> {service.termText}.
                </p>
                <p>{say(texts.serviceWho, { regions: service.acceptedPolicyRegions.join(', ') })}</p>
                <div class={ui.actions}>
                  {help && (
                    <a class={forms.button} href={help.href}>
                      {say(help.text)}
                    </a>
                  )}
                  {service.ownRecordId && (
                    <a class={`${forms.button} ${forms.quiet}`} href={paths.record(service.ownRecordId)}>
                      {say(shared.toRecord)}
                    </a>
                  )}
                </div>
              </Card>
            </aside>
            <div class={ui.column}>
              {said && (
                <Notice tone="good" live>
                  {said}
                </Notice>
              )}
              <Requests requests={viewer?.accessRequests.nodes ?? []} />
              <Grants
                grants={viewer?.accessGrants ?? []}
                ended={(text) => {
                  setSaid(text);
                  again();
                  read.retry();
                }}
              />
              {person.patientId && (
                <Card
                  title={say(texts.whoSeesMine)}
                  aside={
                    <a class={ui.touch} href={paths.accessWho()}>
                      {say(texts.more)}
                    </a>
                  }
                >
                  {viewer?.accessToMe.length ? (
                    <ul class={ui.rows}>
                      {viewer.accessToMe.map(({ displayName, standing }) => (
                        <Row key={displayName} title={displayName} detail={say(WHO[standing])} />
                      ))}
                    </ul>
                  ) : (
                    <Empty>{say(texts.nobodySees)}</Empty>
                  )}
                </Card>
              )}
            </div>
          </div>
        )}
      </LoadedPart>
    </Page>
  );
}
