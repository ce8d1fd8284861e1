import { useState } from 'preact/hooks';
import { useRead } from '../api/read';
import { wrongReason } from '../desk/reason';
import { texts as desk } from '../desk/texts';
import { CLAIMS } from '../desk/words';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { page } from '../page';
import { Button, Card, Row, Tag } from '../ui/Basics';
import { ErrorSummary, Field, type Problem, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { Empty, LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

const Identity = page(() => import('./Identity'));

const CLAIMS_OF = graphql(`
  query MfcClaims($number: String!, $reason: String!) {
    mfcClaims(number: $number, reason: $reason) {
      id number state familyName givenName patronymic birthDate applicant { login familyName givenName patronymic }
    }
  }
`);

/** A claim by its whole number, with the reason of the look. Neither gets into the address. */
export default function Find() {
  const { say } = useLocale();
  const [asked, setAsked] = useState<{ number: string; reason: string }>();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  return (
    <div class={ui.grid}>
      <div class={ui.column}>
        <Card>
          <form
            class={forms.form}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              const number = textOf(event.currentTarget, 'number');
              const reason = textOf(event.currentTarget, 'reason');
              const wrong: Problem[] = [];
              if (!number) wrong.push({ field: 'number', text: say(desk.required) });
              const unstated = wrongReason(reason);
              if (unstated) wrong.push({ field: 'reason', text: say(unstated) });
              setProblems(wrong);
              if (!wrong.length) setAsked({ number, reason });
            }}
          >
            <ErrorSummary problems={problems} />
            <Field
              name="number"
              label={say(texts.number)}
              hint={say(texts.numberHint)}
              autoComplete="off"
              problem={problemOf(problems, 'number')}
            />
            <Field
              name="reason"
              label={say(desk.reason)}
              hint={say(desk.reasonHint)}
              maxLength={500}
              problem={problemOf(problems, 'reason')}
            />
            <div class={forms.filterActions}>
              <Button type="submit">{say(texts.find)}</Button>
            </div>
          </form>
        </Card>
        {asked && <Found key={asked.number} {...asked} />}
      </div>
      <Identity />
    </div>
  );
}

function Found({ number, reason }: { number: string; reason: string }) {
  const { say, date } = useLocale();
  const read = useRead(CLAIMS_OF, { number, reason });
  return (
    <LoadedPart read={read}>
      {({ mfcClaims }) => (
        <Card title={say(texts.found)}>
          {mfcClaims.length ? (
            <ul class={ui.rows}>
              {mfcClaims.map((one) => (
                <Row
                  key={one.id}
                  href={deskPaths.mfcClaim(one.id)}
                  title={`${one.number} · ${[one.familyName, one.givenName, one.patronymic].filter(Boolean).join(' ')}`}
                  detail={`${date(one.birthDate)} · ${say(texts.from, {
                    who:
                      [one.applicant.familyName, one.applicant.givenName, one.applicant.patronymic]
                        .filter(Boolean)
                        .join(' ') || one.applicant.login,
                  })}`}
                  aside={<Tag tone={CLAIMS[one.state][0]}>{say(CLAIMS[one.state][1])}</Tag>}
                />
              ))}
            </ul>
          ) : (
            <Empty>{say(texts.none)}</Empty>
          )}
        </Card>
      )}
    </LoadedPart>
  );
}
