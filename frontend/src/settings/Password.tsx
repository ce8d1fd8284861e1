import { useState } from 'preact/hooks';
import { ErrorBoundary } from 'preact-iso';
import { useLocale } from '../i18n/locale';
import { page } from '../page';
import { Button, Card } from '../ui/Basics';
import forms from '../ui/forms.module.css';
import { Notice } from '../ui/Notice';
import type { Part } from './data';
import { texts } from './texts';

const PasswordForm = page<{ onEnd: (changed?: boolean) => void }>(() => import('./adding/PasswordForm'));

/** The password: made anew in place. */
export function Password({ again }: Part) {
  const { say } = useLocale();
  const [state, setState] = useState<'closed' | 'open' | 'done'>('closed');
  return (
    <Card title={say(texts.password)}>
      {state === 'done' && (
        <Notice tone="good" live>
          {say(texts.passwordDone)}
        </Notice>
      )}
      {state === 'open' ? (
        <ErrorBoundary>
          <PasswordForm
            onEnd={(changed) => {
              setState(changed ? 'done' : 'closed');
              if (changed) again();
            }}
          />
        </ErrorBoundary>
      ) : (
        <div class={forms.form}>
          <p>{say(texts.passwordLead)}</p>
          <div>
            <Button quiet onClick={() => setState('open')}>
              {say(texts.changePassword)}
            </Button>
          </div>
        </div>
      )}
    </Card>
  );
}
