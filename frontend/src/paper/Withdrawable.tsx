import type { ComponentProps } from 'preact';
import { type Both, useLocale } from '../i18n/locale';
import { REASONS } from '../i18n/paper';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary } from '../ui/Field';
import { useForm } from '../ui/useForm';
import { History } from './History';
import { texts } from './texts';

interface Props {
  readonly one: {
    readonly reason?: keyof typeof REASONS | null;
    readonly answer?: string | null;
    readonly steps: ComponentProps<typeof History>['steps'];
  };
  /** It can still be taken back. */
  readonly open: boolean;
  readonly title: Both;
  readonly text: Both;
  readonly withdraw: (send: ReturnType<typeof useForm>['send']) => Promise<unknown>;
  readonly again: () => void;
}

/** What the clinic said to an order or an application, its history, and the way to take it back. */
export function Withdrawable({ one, open, title, text, withdraw, again }: Props) {
  const { say } = useLocale();
  const { problems, busy, send } = useForm();
  return (
    <>
      {one.reason && (
        <p>
          <b>{say(REASONS[one.reason])}.</b> {one.answer}
        </p>
      )}
      <History steps={one.steps} />
      <ErrorSummary problems={problems} />
      {open && (
        <Confirm
          label={say(texts.withdraw)}
          title={say(title)}
          confirm={say(texts.withdraw)}
          busy={busy}
          onConfirm={async () => {
            if (await withdraw(send)) again();
          }}
        >
          <p>{say(text)}</p>
        </Confirm>
      )}
    </>
  );
}
