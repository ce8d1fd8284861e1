import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Button, Card, Tag } from '../ui/Basics';
import { ErrorSummary } from '../ui/Field';
import forms from '../ui/forms.module.css';
import { Notice } from '../ui/Notice';
import { Steps } from '../ui/Steps';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import type { ProfileData } from './Profile';
import { wayOf } from './steps';
import { texts } from './texts';

const RETRY = graphql(`
  mutation RetryProfileCheck {
    retryProfileCheck { profile { check { state } } userErrors { field code message } }
  }
`);

interface Props {
  readonly viewer: ProfileData;
  readonly again: () => void;
}

const LEVELS = { BASIC: texts.BASIC, STANDARD: texts.STANDARD, FULL: texts.FULL };
const ALLOWS = { BASIC: texts.allowsBASIC, STANDARD: texts.allowsSTANDARD, FULL: texts.allowsFULL };

/** The account's level, what it allows, and the way to the next one. */
export function Level({ viewer, again }: Props) {
  const { say } = useLocale();
  const { level } = viewer.account;
  const { contacts } = viewer;
  const way = wayOf(viewer);
  const vouching = viewer.signInProviders.filter(({ confirmsIdentity }) => confirmsIdentity);
  return (
    <Card
      title={say(texts.level)}
      aside={<Tag tone={level === 'BASIC' ? 'plain' : 'good'}>{say(LEVELS[level])}</Tag>}
    >
      <div class={ui.column}>
        <p>{say(ALLOWS[level])}</p>
        <Steps
          label={say(texts.level)}
          steps={[
            {
              title: say(texts.stepPhone),
              state: way.phone,
              detail: contacts.phoneConfirmedAt ? (
                say(texts.phoneDone, { phone: contacts.maskedPhone ?? '' })
              ) : (
                <a class={ui.touch} href={paths.settings()}>
                  {say(texts.phoneAdd)}
                </a>
              ),
            },
            {
              title: say(texts.stepPassport),
              state: way.passport,
              detail: <Check viewer={viewer} again={again} />,
            },
            {
              title: say(texts.stepIdentity),
              state: way.identity,
              detail:
                way.identity === 'done' ? (
                  say(texts.identityDone)
                ) : (
                  <>
                    <p>{say(texts.identityHow)}</p>
                    {vouching.map(({ title }) => (
                      <p key={title}>{say(texts.identityThrough, { title })}</p>
                    ))}
                  </>
                ),
            },
          ]}
        />
      </div>
    </Card>
  );
}

/** Where the question to the registry of passports stands; an outage is apologised for and may be asked again. */
function Check({ viewer, again }: Pick<Props, 'viewer' | 'again'>) {
  const { say, time } = useLocale();
  const { problems, busy, send } = useForm();
  const { check } = viewer.profile;
  if (!check) return viewer.account.level === 'BASIC' ? <span>{say(texts.passportAsk)}</span> : null;
  const out = check.state === 'UNAVAILABLE';
  return (
    <div class={ui.column}>
      <Notice tone={check.state === 'VALID' ? 'good' : check.state === 'CHECKING' ? 'info' : 'warn'} live>
        <p>{check.message}</p>
        {out && check.nextTryAt && <p>{say(texts.nextTry, { time: time(check.nextTryAt) })}</p>}
      </Notice>
      {out && (
        <div class={forms.filterActions}>
          <ErrorSummary problems={problems} />
          <Button
            quiet
            aria-disabled={busy}
            onClick={async () => {
              if (await send(RETRY, {})) again();
            }}
          >
            {say(texts.retry)}
          </Button>
        </div>
      )}
    </div>
  );
}
