import { useLocation } from 'preact-iso';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { useProvenForm } from '../../session/Proof';
import { useSession } from '../../session/session';
import { Card } from '../../ui/Basics';
import { Confirm } from '../../ui/Confirm';
import { ErrorSummary } from '../../ui/Field';
import forms from '../../ui/forms.module.css';
import { texts } from './texts';

const CLOSE = graphql(`
  mutation CloseAccount {
    closeAccount { closed userErrors { field code message } }
  }
`);

/** Closes the account for good; the medical record is no part of it (PAP-03). */
export function Closing() {
  const { say } = useLocale();
  const { route } = useLocation();
  const { changed } = useSession();
  const { problems, busy, send } = useProvenForm();
  return (
    <Card title={say(texts.closing)}>
      <p>{say(texts.closingLead)}</p>
      <div class={forms.form}>
        <ErrorSummary problems={problems} />
        <div>
          <Confirm
            label={say(texts.closing)}
            title={say(texts.closingTitle)}
            confirm={say(texts.close)}
            busy={busy}
            onConfirm={async () => {
              if (!(await send(CLOSE, {}))) return;
              route(paths.records(), true);
              changed();
            }}
          >
            <p>{say(texts.closingText)}</p>
          </Confirm>
        </div>
      </div>
    </Card>
  );
}
