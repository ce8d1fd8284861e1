import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useLive } from '../api/live';
import { useRead } from '../api/read';
import { useViewerAgain } from '../api/viewer';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Button, Card } from '../ui/Basics';
import { NotFound } from '../ui/NotFound';
import { Page } from '../ui/Page';
import { Loaded } from '../ui/States';
import { Steps } from '../ui/Steps';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { CHANGE, type Claim, FAMILY, nameOf, STATES } from './claim';
import { Entered } from './Entered';
import MemberForm from './MemberForm';
import { Next } from './Next';
import { progressOf } from './progress';
import { routeOf } from './routes';
import { texts } from './texts';

const MOVED = graphql(`
  subscription FamilyMoved { notificationAdded { kind familyClaimId } }
`);
const STAGES = {
  added: texts.stageAdded,
  checked: texts.stageChecked,
  verified: texts.stageVerified,
  open: texts.stageOpen,
};

/** One child or ward: how far the verification is, and what to do next. */
export default function ClaimPage() {
  const { claimId = '' } = useRoute().params;
  const { route } = useLocation();
  const again = useViewerAgain();
  const read = useRead(FAMILY, {});
  const changed = () => {
    again();
    read.retry();
  };
  useLive(MOVED, {}, (data) => {
    if (!data || data.notificationAdded.familyClaimId === claimId) changed();
  });
  return (
    <Loaded read={read}>
      {({ viewer }) => {
        const claim = viewer?.familyClaims.find(({ id }) => id === claimId);
        if (!claim) return <NotFound />;
        const gone = () => {
          again();
          route(paths.family());
        };
        return <One claim={claim} changed={changed} gone={gone} />;
      }}
    </Loaded>
  );
}

function One({ claim, changed, gone }: { claim: Claim; changed: () => void; gone: () => void }) {
  const { t, say, years, dateTime } = useLocale();
  const [editing, setEditing] = useState(false);
  const form = useForm();
  const name = nameOf(claim);
  const dates = { added: claim.createdAt, verified: claim.verifiedAt };
  return (
    <Page
      title={say(texts.claim, { number: claim.number })}
      heading={name}
      lead={[years(claim.birthDate), say(texts.claim, { number: claim.number })].join(' · ')}
      crumb={<a href={paths.family()}>{t('nav.family')}</a>}
    >
      <div class={ui.grid}>
        <div class={ui.column}>
          <Next claim={claim} changed={changed} />
          {editing ? (
            <Card title={say(texts.correct)}>
              <MemberForm
                way={routeOf(claim)}
                form={form}
                claim={claim}
                submit={say(texts.sendAgain)}
                onGiven={async (given) => {
                  if (!(await form.send(CHANGE, { input: { ...given, id: claim.id } }))) return;
                  setEditing(false);
                  changed();
                }}
              >
                <Button quiet onClick={() => setEditing(false)}>
                  {say(texts.leave)}
                </Button>
              </MemberForm>
            </Card>
          ) : (
            <Entered claim={claim} edit={() => setEditing(true)} gone={gone} />
          )}
        </div>
        <div class={ui.column}>
          <Card title={say(STATES[claim.state])}>
            <Steps
              label={say(texts.stages)}
              steps={progressOf(claim).map(({ stage, state }) => ({
                title: say(STAGES[stage]),
                state,
                detail:
                  (stage === 'added' || stage === 'verified') && dates[stage]
                    ? dateTime(dates[stage])
                    : undefined,
              }))}
            />
          </Card>
        </div>
      </div>
    </Page>
  );
}
