import { useEffect, useRef, useState } from 'preact/hooks';
import { ErrorBoundary } from 'preact-iso';
import { useRead } from '../api/read';
import { useViewer, useViewerAgain } from '../api/viewer';
import { graphql } from '../gen/gql';
import type { ProfileQuery } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { page } from '../page';
import { Button, Card } from '../ui/Basics';
import { Page } from '../ui/Page';
import { Empty, LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { Known } from './Known';
import { Level } from './Level';
import { texts } from './texts';

const PROFILE = graphql(`
  query Profile {
    viewer {
      account { level }
      contacts { maskedPhone phoneConfirmedAt }
      signInProviders { title confirmsIdentity }
      profile {
        version familyName givenName patronymic birthDate sex maskedSnils maskedPolicyNumber policyNumberWarnings
        passport { maskedNumber issuedOn issuer departmentCode }
        check { state message nextTryAt }
      }
    }
  }
`);
export type ProfileData = NonNullable<ProfileQuery['viewer']>;

export interface FormProps {
  readonly profile: ProfileData['profile'];
  readonly onSaved: () => void;
  readonly onCancel?: (() => void) | undefined;
}
const ProfileForm = page<FormProps>(() => import('./form/ProfileForm'));

/** How often the page looks for an answer of the registry, in milliseconds. */
const LOOK_MS = 4000;

/** Who one is, what of it is confirmed, and what that allows (REQ-04, ACC-01, ACC-08…10). */
export default function Profile() {
  const { say } = useLocale();
  const read = useRead(PROFILE, {});
  const citizen = useViewer().account.roles.includes('CITIZEN');
  const state = read.state === 'ready' ? read.data.viewer?.profile.check?.state : undefined;
  useAnswer(state, read.retry);
  return (
    <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.lead)}>
      <LoadedPart read={read}>
        {({ viewer }) =>
          viewer && citizen ? (
            <div class={ui.sided}>
              <aside>
                <Level viewer={viewer} again={read.retry} />
              </aside>
              <Details viewer={viewer} again={read.retry} />
            </div>
          ) : (
            <Empty>{say(texts.staff)}</Empty>
          )
        }
      </LoadedPart>
    </Page>
  );
}

/** While the registry is asked, looks again; once it has answered, what the viewer may do has changed. */
function useAnswer(state: string | undefined, look: () => void) {
  const again = useViewerAgain();
  const before = useRef(state);
  useEffect(() => {
    // The level may have been read a moment before the answer that it follows from: once more.
    if (before.current !== 'VALID' && state === 'VALID') {
      again();
      look();
    }
    before.current = state;
    if (state !== 'CHECKING') return;
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [state, look, again]);
}

function Details({ viewer, again }: { viewer: ProfileData; again: () => void }) {
  const { say } = useLocale();
  const { profile } = viewer;
  const stated = profile.version > 0;
  const [changing, setChanging] = useState(false);
  const form = changing || !stated;
  return (
    <Card
      title={say(texts.data)}
      aside={
        !form && (
          <Button quiet onClick={() => setChanging(true)}>
            {say(texts.change)}
          </Button>
        )
      }
    >
      {form ? (
        <ErrorBoundary>
          <ProfileForm
            profile={profile}
            onSaved={() => {
              setChanging(false);
              again();
            }}
            onCancel={stated ? () => setChanging(false) : undefined}
          />
        </ErrorBoundary>
      ) : (
        <Known profile={profile} />
      )}
    </Card>
  );
}
