import type { Trusted } from '../api/document';
import { type Both, useLocale } from '../i18n/locale';
import { Button, Card } from '../ui/Basics';
import { ErrorSummary } from '../ui/Field';
import { useForm } from '../ui/useForm';

interface Props<Data> {
  readonly document: Trusted<Data, { input: { id: string } }>;
  readonly id: string;
  readonly label: Both;
  readonly text?: Both;
  readonly again: () => void;
}

/** The next step, where there is nothing to fill in. */
export function Next<Data>({ document, id, label, text, again }: Props<Data>) {
  const { say } = useLocale();
  const { problems, busy, send } = useForm();
  return (
    <Card>
      <ErrorSummary problems={problems} />
      {text && <p>{say(text)}</p>}
      <Button
        aria-disabled={busy}
        onClick={async () => {
          if (await send(document, { input: { id } })) again();
        }}
      >
        {say(label)}
      </Button>
    </Card>
  );
}
