import { useLocale } from '../../i18n/locale';
import { STANDING } from '../../i18n/standing';
import { paths } from '../../paths';
import { Card } from '../../ui/Basics';
import forms from '../../ui/forms.module.css';
import { Notice } from '../../ui/Notice';
import { Named, Page } from '../../ui/Page';
import ui from '../../ui/ui.module.css';
import type { StepProps } from '../request';
import Seen from '../seen/Seen';
import { texts as shared } from '../texts';
import { Withdraw } from '../Withdraw';
import Appeal from './appeal/Appeal';
import { History } from './History';
import { texts } from './texts';
import { Way } from './Way';

const TITLES = { GRANT: shared.requestOf, CHANGE: shared.changeOf, CANCEL: shared.endOf };
const GOOD = new Set(['GRANTED', 'CHANGED', 'CANCELLED']);
const OPEN = new Set(['GRANTED', 'CHANGED']);
const UNDER_WAY = new Set(['SUBMITTED', 'CHECKING', 'MANUAL_REVIEW', 'WAITING_EXTERNAL']);

/** A request that was sent: what is now and until when, how far it is, what it will show, and what one can do. */
export default function Status({ request, become }: StepProps) {
  const { t, say, dayOf } = useLocale();
  const { state, stateTitle, nextStep, record, number, dueAt, overdue, submittedAt, decision, wouldSee } =
    request;
  const waiting = UNDER_WAY.has(state);
  // A draft that was left until its term was over has no number.
  const named = number ? say(shared.numbered, { number }) : undefined;
  const open = OPEN.has(state) && record?.patientId && request.purpose !== 'CANCEL';
  return (
    <Page
      title={named ?? say(TITLES[request.purpose])}
      heading={
        <Named name={record?.own ? t('records.own') : (record?.displayName ?? '')}>
          {say(TITLES[request.purpose])}
        </Named>
      }
      lead={[
        named,
        wouldSee && say(STANDING[wouldSee.standing]),
        submittedAt && say(shared.sentOn, { date: dayOf(submittedAt) }),
      ]
        .filter(Boolean)
        .join(' · ')}
      crumb={<a href={paths.access()}>{t('nav.access')}</a>}
    >
      <div class={ui.grid}>
        <div class={ui.column}>
          <Card>
            <Notice tone={state === 'REJECTED' || overdue ? 'warn' : GOOD.has(state) ? 'good' : 'info'} live>
              <p>
                <b>{stateTitle}.</b> {nextStep.message}
              </p>
              {decision?.message && <p>{decision.message}</p>}
              {decision?.text && <p>{say(texts.officerWrote, { text: decision.text })}</p>}
              {waiting && dueAt && (
                <p>{say(overdue ? texts.overdue : shared.answerBy, { date: dayOf(dueAt) })}</p>
              )}
            </Notice>
            <Way request={request} become={become} />
            <div class={forms.filterActions}>
              {open && record.patientId && (
                <a class={forms.button} href={paths.record(record.patientId)}>
                  {say(shared.toRecord)}
                </a>
              )}
              {!waiting && !open && (
                <a class={`${forms.button} ${forms.quiet}`} href={paths.accessNew()}>
                  {say(texts.newRequest)}
                </a>
              )}
              <Withdraw request={request} become={become} />
            </div>
          </Card>
          {request.canAppeal && <Appeal request={request} become={become} />}
          <History request={request} />
        </div>
        <div class={ui.column}>
          {wouldSee && (
            <Card title={say(GOOD.has(state) ? texts.youSee : texts.youWillSee)}>
              <Seen hidden={wouldSee} />
            </Card>
          )}
          {number && (
            <Card title={say(texts.question)}>
              <p>{say(texts.questionText, { number })}</p>
            </Card>
          )}
        </div>
      </div>
    </Page>
  );
}
