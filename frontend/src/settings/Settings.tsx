import { ErrorBoundary, useLocation } from 'preact-iso';
import { useRead } from '../api/read';
import { useLocale } from '../i18n/locale';
import { page } from '../page';
import { Proof } from '../session/Proof';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { Channels } from './Channels';
import { Contacts } from './Contacts';
import { type Part, SETTINGS } from './data';
import { Factors } from './Factors';
import { Look } from './Look';
import { Password } from './Password';
import { Sessions } from './Sessions';
import { texts } from './texts';

const Cases = page<Part>(() => import('./cases/Cases'));
const PersonalData = page<Part>(() => import('./kept/PersonalData'));
const Providers = page<Part>(() => import('./through/Providers'));

/** Everything about the account that is its owner's to set. */
export default function Settings() {
  const { say } = useLocale();
  const { query } = useLocation();
  const read = useRead(SETTINGS, {});
  return (
    <Page title={say(texts.title)} heading={say(texts.title)}>
      <LoadedPart read={read}>
        {({ viewer }) => {
          if (!viewer) return null;
          const part = { own: viewer, again: read.retry };
          return (
            <ErrorBoundary>
              <Proof>
                <div class={ui.stack}>
                  {query['provider'] === 'added' && (
                    <Notice tone="good" live>
                      {say(texts.providerAdded)}
                    </Notice>
                  )}
                  {viewer.cases.length > 0 && <Cases {...part} />}
                  <Look />
                  <Contacts {...part} />
                  <Channels {...part} />
                  <Password {...part} />
                  <Factors {...part} />
                  {viewer.signInProviders.length > 0 && <Providers {...part} />}
                  <Sessions {...part} />
                  <PersonalData {...part} />
                </div>
              </Proof>
            </ErrorBoundary>
          );
        }}
      </LoadedPart>
    </Page>
  );
}
