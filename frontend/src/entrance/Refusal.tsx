import { useContext } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useRead } from '../api/read';
import { ViewerContext } from '../api/viewer';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import forms from '../ui/forms.module.css';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { LoadedPart } from '../ui/States';
import shell from '../ui/shell.module.css';
import { texts } from './texts';

const REFUSAL = graphql(`
  query ProviderRefusal($code: String!) {
    providerRefusal(code: $code) { message }
  }
`);

/** Why an outside service did not sign somebody in: above the sign-in, or for who is signed in a page of its own. */
export default function Refusal() {
  const { say } = useLocale();
  const { query } = useLocation();
  const signedIn = useContext(ViewerContext);
  const read = useRead(REFUSAL, { code: query['error'] ?? '' });
  const why = (
    <LoadedPart read={read}>
      {({ providerRefusal }) => (
        <Notice tone="warn" live>
          {providerRefusal.message}
        </Notice>
      )}
    </LoadedPart>
  );
  if (!signedIn) return <div class={shell.narrow}>{why}</div>;
  return (
    <Page title={say(texts.refusedTitle)} heading={say(texts.refusedTitle)}>
      <div class={forms.form}>
        {why}
        <p>
          <a class={forms.button} href={paths.settings()}>
            {say(texts.toSettings)}
          </a>
        </p>
      </div>
    </Page>
  );
}
